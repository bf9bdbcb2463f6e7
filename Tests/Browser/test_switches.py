"""Language and theme change in the middle of writing, a disk is busy, a file is too large: nothing typed is lost."""

import sqlite3

import flows
import product
import pytest

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
HALF = "楼下新开的餐馆，油烟"
SMALL = {"name": "灯.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def language(one) -> str:
    return one.page.locator("html").get_attribute("lang")


def check_access(one) -> None:
    # axe waits for timers, which do not run where scripts are off.
    if one.script:
        one.check_access()


def value(one, name: str) -> str:
    return one.page.locator(f"main [name='{name}']:not([type=hidden]), {product.WINDOW_FORM} [name='{name}']").first.input_value()


@BOTH
def test_every_question_keeps_what_is_typed_and_enter_still_goes_on(visit, script):
    one = visit(device="phone", script=script)
    one.open(product.FILE)
    one.page.locator("[name=text]").fill(HALF)
    one.switch("language", "en")
    assert language(one) == "en" and value(one, "text") == HALF
    form = one.page.locator(product.MAIN_FORM).first
    one.fill(form, product.FUMES)
    one.submit(form)
    one.page.locator("[name=place]").fill("没有这条路七号")
    one.switch("theme", "dark")
    assert one.page.locator("html").get_attribute("data-theme") == "dark"
    assert value(one, "place") == "没有这条路七号"
    one.switch("language", "zh-Hans")
    assert language(one) == "zh-Hans" and value(one, "place") == "没有这条路七号"
    with one.page.expect_navigation():
        one.page.locator("[name=place]").press("Enter")
    assert language(one) == "zh-Hans" and not one.errors()
    one.check_shape()
    check_access(one)


@BOTH
def test_the_last_page_says_that_files_are_to_be_chosen_again_and_files_nothing(visit, script):
    phrase = f"换语言不会替人交上去{'有' if script else '无'}脚本"
    one = visit(device="phone", script=script)
    flows.walk_to_check(one, product.FUMES | {"text": phrase + "，楼道里的灯一直不亮。"})
    one.page.locator("[name=files]").set_input_files(SMALL)
    one.switch("language", "en")
    assert "choose the files again" in one.errors()
    check_access(one)
    one.picture(f"switch check {'script' if script else 'plain'}")
    assert flows.count_found(visit(account=product.WINDOW), phrase) == 0
    one.submit(one.page.locator(product.MAIN_FORM).first)
    receipt = flows.read_receipt(one)
    one.switch("language", "zh-Hans")
    assert flows.read_receipt(one) == receipt and language(one) == "zh-Hans"
    assert receipt.code.replace(" ", "") not in one.page.url.replace("%20", "")
    assert flows.count_found(visit(account=product.WINDOW), phrase) == 1


@BOTH
def test_the_tracking_page_keeps_what_is_typed(visit, script):
    one = visit(device="phone", script=script)
    receipt = flows.file_matter(one, product.FUMES)
    flows.track(one, receipt)
    form = one.page.locator(product.FILERS_STEPS)
    one.fill(form, {product.ADDITION: "昨天晚上又是一屋子烟"})
    one.switch("language", "en")
    assert language(one) == "en" and value(one, product.ADDITION) == "昨天晚上又是一屋子烟"
    assert one.page.locator(f"[name={product.ADDITION}]").is_visible(), "what is being written stays open"
    one.switch("theme", "dark")
    assert value(one, product.ADDITION) == "昨天晚上又是一屋子烟"
    check_access(one)
    one.picture(f"switch track {'script' if script else 'plain'}")
    flows.send(one, "additions", {})
    assert "昨天晚上又是一屋子烟" in one.text() and value(one, product.ADDITION) == ""


@BOTH
def test_the_desk_keeps_what_is_typed(visit, script):
    receipt = flows.file_matter(visit(device="phone", script=script), product.FUMES)
    clerk = visit(account=product.WINDOW, script=script)
    clerk.open(product.INTAKE)
    form = clerk.page.locator(product.WINDOW_FORM)
    clerk.fill(form, {"text": product.FUMES["text"], "name": "谷雨", "title": "油烟"})
    clerk.switch("language", "en")
    assert language(clerk) == "en" and value(clerk, "name") == "谷雨" and value(clerk, "text") == product.FUMES["text"]
    with clerk.page.expect_navigation():
        clerk.page.locator("[name=title]").press("Enter")
    assert language(clerk) == "en" and clerk.path == product.INTAKE and value(clerk, "title") == "油烟"
    clerk.switch("language", "zh-Hans")
    check_access(clerk)
    address = flows.find_matter(clerk, receipt.number)
    clerk.open(f"{address}/actions/note")
    clerk.page.locator("[name=text]").fill("和来访人通过电话")
    clerk.switch("language", "en")
    assert value(clerk, "text") == "和来访人通过电话" and language(clerk) == "en"
    clerk.open(f"{product.SEARCH}?q=油烟")
    clerk.switch("language", "zh-Hans")
    assert "q=" in clerk.page.url and clerk.page.locator("main a.row").count()


@BOTH
def test_a_file_that_is_too_large_loses_nothing_that_was_typed(visit, script, tmp_path):
    large = tmp_path / "录像.pdf"
    large.write_bytes(b"%PDF-1.4\n" + b"0" * (21 << 20))
    one = visit(device="phone", script=script)
    flows.walk_to_check(one, product.FUMES)
    form = one.page.locator(product.MAIN_FORM).first
    form.locator("[name=files]").set_input_files(large)
    one.submit(form)
    assert "20 MB" in one.text(), one.text()
    check_access(one)
    one.picture(f"error 413 {'script' if script else 'plain'}")
    one.page.go_back()
    assert product.FUMES["text"] in one.text()
    clerk = visit(account=product.WINDOW, script=script)
    clerk.open(product.INTAKE)
    form = clerk.page.locator(product.WINDOW_FORM)
    clerk.fill(form, {"text": product.FUMES["text"]})
    form.locator("[name=files]").set_input_files(large)
    clerk.submit(form, "button[value=file]")
    assert "20 MB" in clerk.text()
    clerk.page.go_back()
    assert value(clerk, "text") == product.FUMES["text"]


@BOTH
def test_what_cannot_be_written_now_is_sent_again_with_one_button(visit, server, script):
    phrase = f"数据库忙的时候交的{'有' if script else '无'}脚本"
    one = visit(device="phone", script=script)
    flows.walk_to_check(one, product.FUMES | {"text": phrase + "，楼道里的灯一直不亮。"})
    one.context.set_default_timeout(30_000)
    other = sqlite3.connect(server.data / "shanzhi.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        one.submit(one.page.locator(product.MAIN_FORM).first)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert phrase in one.text(), one.text()
    assert all("503" in fault for fault in one.faults), one.faults
    one.faults.clear()
    one.check_shape()
    check_access(one)
    one.picture(f"error 503 {'script' if script else 'plain'}")
    with one.page.expect_navigation():
        one.page.locator(product.SEND_AGAIN).first.click()
    assert one.page.locator(product.RECEIPT).count(), one.text()
    assert flows.count_found(visit(account=product.WINDOW), phrase) == 1
