"""Ways that people take beside the main one: back again, in Traditional Chinese, on paper."""

import flows
import product
import pytest

# Simplified characters that no Traditional text of ours holds.
SIMPLIFIED = "办证号码请选写这说时间无电话单谁还进"


def test_going_back_in_the_browser_shows_what_was_answered(visit):
    resident = visit(device="phone")
    flows.walk_to_check(resident, product.FUMES)
    resident.page.go_back()
    assert resident.page.locator("[name=confidentiality]:checked").get_attribute("value") == "named"
    assert resident.page.locator("[name=name]").input_value() == product.FUMES["name"]
    resident.page.go_back()
    # One-line fields are kept from the browser's memory on purpose; what was answered before stands in the page.
    assert resident.page.locator("[name=about]").is_visible()
    assert resident.page.locator("input[type=hidden][name=text]").input_value() == product.FUMES["text"]


def test_going_back_to_a_form_that_was_refused_shows_it(visit):
    receipt = flows.file_matter(visit(device="phone"), product.FUMES)
    clerk = visit(account=product.WINDOW)
    address = flows.find_matter(clerk, receipt.number)
    clerk.act("accept")
    clerk.open(f"{address}/actions/answer")
    form = clerk.form("/actions/answer")
    clerk.fill(form, {"text": product.ACTIONS["answer"]["text"]})
    clerk.submit(form)
    assert clerk.errors(), "an answer without an end is refused"
    clerk.open(address)
    clerk.page.go_back()
    assert clerk.errors()
    assert clerk.page.locator("textarea[name=text]").input_value() == product.ACTIONS["answer"]["text"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_resident_files_and_follows_in_traditional_chinese(visit, script):
    resident = visit(device="phone", language="zh-TW", script=script)

    def look() -> None:
        page = resident.page
        assert page.locator("html").get_attribute("lang") == "zh-Hant"
        words = page.evaluate("""() => { const copy = document.body.cloneNode(true);
            for (const one of copy.querySelectorAll('[translate=no], textarea, script, [lang]')) one.remove();
            return copy.textContent }""") if script else ""
        left = sorted(set(words) & set(SIMPLIFIED))
        assert not left, f"{page.url}: {left}"
        resident.check_shape()

    flows.walk_to_check(resident, product.FUMES, look)
    resident.submit(resident.page.locator(product.MAIN_FORM).first)
    receipt = flows.read_receipt(resident)
    look()
    resident.picture("traditional slip")
    flows.track(resident, receipt)
    look()
    assert product.FUMES["text"] in resident.text(), "what was said stays in its own characters"
    resident.picture("traditional track")


def test_slip_and_matter_fit_on_paper(visit):
    resident = visit()
    flows.walk_to_check(resident, product.FUMES)
    resident.submit(resident.page.locator(product.MAIN_FORM).first)
    receipt = flows.read_receipt(resident)
    clerk = visit(account=product.WINDOW)
    clerk.open(flows.find_matter(clerk, receipt.number))
    for name, one in (("slip", resident), ("matter", clerk)):
        page = one.page
        page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
        page.set_viewport_size({"width": 700, "height": 990})
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert receipt.number in one.text()
        for hidden in ("nav", "button:not(details button)", "form.search", "input[type=file]"):
            shown = [part for part in page.locator(hidden).all() if part.is_visible()]
            assert not shown, f"{name}: {shown[0].evaluate('one => one.outerHTML')[:200]}"
        one.picture(f"print {name}")
        one.check_width()
        page.emulate_media(media="screen")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_filter_of_a_work_list_stays_when_a_matter_is_opened_and_left(visit, script):
    flows.file_matter(visit(device="phone"), product.FUMES)
    clerk = visit(account=product.CENTRE_HEAD, device="phone", script=script)
    clerk.open(f"{product.DESK}?list=recent")
    clerk.check_width()
    everything = clerk.page.locator(product.MATTER_ROW).count()

    def narrow(values: dict[str, str]) -> None:
        # A fold opens without a script too.
        clerk.page.locator(product.NARROW_LINE).click()
        form = clerk.page.locator(product.NARROW)
        clerk.fill(form, values)
        clerk.check_width()
        clerk.picture(f"narrow open {'script' if script else 'plain'}")
        clerk.submit(form)

    narrow({"place": f"label:{product.TOWN_NAME}"})
    narrow(product.NARROW_BY)
    rows = clerk.page.locator(product.MATTER_ROW)
    assert 0 < rows.count() <= everything
    assert product.VILLAGE_UNIT in clerk.text(product.NARROW_LINE)
    address = clerk.page.url
    rows.first.click()
    clerk.page.wait_for_load_state()
    clerk.page.locator("a.back").first.click()
    clerk.page.wait_for_load_state()
    query = [one for one in address.split("?")[1].split("&") if not one.endswith("=")]
    assert set(query) == set(clerk.page.url.split("?")[1].split("&"))
    assert product.VILLAGE_UNIT in clerk.text(product.NARROW_LINE)
    clerk.check_width()
