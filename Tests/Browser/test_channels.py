"""Files that are looked at inside the program, and a village that runs a matter for a resident from a telephone."""

import flows
import product
import pytest

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
LETTER = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>
endobj
trailer
<< /Size 4 /Root 1 0 R >>
%%EOF
"""
RECORDING = b"RIFF" + (36 + 800).to_bytes(4, "little") + b"WAVEfmt " + bytes.fromhex("1000000001000100401f0000401f000001000800") + b"data" + (800).to_bytes(4, "little") + b"\x80" * 800


def add(clerk, name: str, kind: str, content: bytes) -> None:
    form = clerk.form("/attachments")
    form.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    clerk.submit(form)
    assert not clerk.errors()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pictures_and_letters_are_seen_inside_the_program(visit, script):
    receipt = flows.file_matter(visit(device="phone"), product.FUMES)
    clerk = visit(account=product.WINDOW, script=script)
    matter = flows.find_matter(clerk, receipt.number)
    add(clerk, "油烟管.png", "image/png", PICTURE)
    add(clerk, "合同.pdf", "application/pdf", LETTER)
    add(clerk, "录音.wav", "audio/wav", RECORDING)
    clerk.open(matter)
    clerk.check_width()
    small = clerk.page.locator(".thumb img")
    small.scroll_into_view_if_needed()
    clerk.page.wait_for_function("() => document.querySelector('.thumb img').naturalWidth > 0") if script else None
    assert clerk.page.locator("audio[controls]").count() == 1
    clerk.page.get_by_role("link", name="油烟管.png").click()
    assert clerk.path.endswith("/view")
    assert clerk.page.locator("img.file-picture").count() == 1
    clerk.check_width()
    clerk.open(matter)
    clerk.page.get_by_role("link", name="合同.pdf").click()
    frame = clerk.page.locator("iframe.file-frame")
    answer = clerk.context.request.get(frame.get_attribute("src"))
    assert answer.headers["content-type"] == "application/pdf"
    assert "sandbox" in answer.headers["content-security-policy"] and "inline" in answer.headers["content-disposition"]
    with clerk.page.expect_download(timeout=20_000) as download:
        clerk.page.get_by_role("link", name="存到自己的电脑").click()
    assert download.value.suggested_filename == "合同.pdf"
    assert download.value.path().read_bytes() == LETTER


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_village_runs_a_matter_for_a_resident_from_a_telephone(visit, script):
    village = visit(account=product.VILLAGE, device="phone", script=script)
    village.open(product.INTAKE)
    village.check_width()
    form = village.page.locator(product.WINDOW_FORM)
    village.page.locator("summary", has_text="替本人代办").click()
    entry = {
        "text": "婆婆八十二岁，一个人住，水管爆了，请社区帮着办到底。", "kind": "help", "name": "冬至婆婆",
        "asker": "冬至婆婆本人", "mandate-way": "person", "scope": "修好水管为止",
    }
    village.fill(form, entry)
    form.locator("input[name=mandate]").check()
    village.submit(form, "button[value=suggest]")
    form = village.page.locator(product.WINDOW_FORM)
    assert form.locator("input[name=mandate]").is_checked()
    form.locator("input[name=target][value=own]").check()
    village.submit(form, "button[value=file]")
    assert village.page.locator(product.RECEIPT).count(), village.text()
    village.check_width()
    village.open("/desk/proxies")
    village.check_width()
    waiting = village.page.locator(product.MATTER_ROW).count()
    village.page.locator(product.MATTER_ROW).first.click()
    village.check_width()
    tell = village.form("/proxy/told")
    village.fill(tell, {"told-way": "visit"})
    village.submit(tell)
    assert "都告诉本人了" in village.text() and "上门" in village.text()
    village.open("/desk/proxies")
    assert village.page.locator(product.MATTER_ROW).count() == waiting - 1
