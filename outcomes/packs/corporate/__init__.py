"""Papers that are not public: corporate management's quarterly pack, highlight reports in full, and the boards' papers.

They hold words that boards wrote for management, so none of them is ever shown on the site, in the API, in feeds or in
search; whoever may read one finds it on the desk.
"""
