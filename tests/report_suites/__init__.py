"""Runs the tests suite by suite and says at the end what passed, what failed, and what could not run here and why.

    python -m tests.report_suites                  all suites
    python -m tests.report_suites browser          one of them
    python -m tests.report_suites --can browser    exits with 0 if it could run here

With STRICT=1 in the environment it is a failure when a suite cannot run, or when a test was skipped in every suite it
belongs to. Tests marked `shared` read papers kept beside the project; they are extras and may be skipped anywhere.
"""
