"""What the desk asks when figures are brought in or taken out, and how large a file it takes."""

from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from plan.periods import Period

LARGEST = 5_000_000  # bytes; it is read while somebody waits
ROUND_IT = 20_000  # bytes of a request beside its file
TOO_LARGE = (
    f"The file is larger than {LARGEST // 1_000_000} MB. Divide it, or ask for it to be brought in with the command "
    "import_results."
)


class Limit(FileUploadHandler):
    """Passes over a file that is too large as it comes in: it is neither kept in memory nor on disk, and what was
    typed beside it is."""

    too_large = False
    largest = LARGEST

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.too_large = content_length > self.largest + ROUND_IT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class BringForm(forms.Form):
    """`too_large` says that a file was sent and passed over."""

    use_required_attribute = False
    file = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=f"CSV or .xlsx, up to {LARGEST // 1_000_000} MB. Nothing is written before you have read what it "
        "would do.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose one with figures."},
    )  # fmt: skip
    why = forms.CharField(
        label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Where they come from, such as Quarter 2 returns. Kept with each figure, and shown where a released "
        "figure was changed.",
        error_messages={"required": "Say why, in a few words."},
    )  # fmt: skip

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.too_large = too_large

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sent = data.get("file")
        if self.too_large or (sent is not None and sent.size > LARGEST):
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE)
        return data


class TemplateForm(forms.Form):
    use_required_attribute = False
    period = forms.CharField(
        label="Period", required=False, max_length=40,
        help_text="Such as 2022-Q2, 2022/23, 2022 or 2022-07. Left empty, you get what is due.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean_period(self) -> Period | None:
        text = self.cleaned_data["period"].strip()
        try:
            return Period.parse(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
