"""What is known already: at the window, beside an open matter, and as an issue that the district looks at."""

import flows
import product
import pytest

LIFT = product.FUMES | {
    "text": "汤家家园三幢的电梯停了三天，家里老人下不了楼，物业说等配件。", "about": "", "name": "小满", "phone": "00000000501",
}
SAME = {"text": "三幢电梯又停了，停了三天老人下不了楼，物业一直说等配件。", "kind": "help", "place": product.VILLAGE_PLACE}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_who_only_waits_follows_what_is_known_and_no_matter_is_opened(visit, script):
    receipt = flows.file_matter(visit(device="phone"), LIFT)
    clerk = visit(account=product.WINDOW, script=script)
    matter = flows.find_matter(clerk, receipt.number)
    before = flows.count_found(clerk, "等配件")
    clerk.open(product.INTAKE)
    form = clerk.page.locator(product.WINDOW_FORM)
    clerk.fill(form, SAME | {"name": "芒种" + str(script), "phone": f"0000000061{int(script)}"})
    if script:
        clerk.page.locator("select[name=same]").wait_for()
    else:
        clerk.submit(form, "button[value=suggest]")
    clerk.page.locator("select[name=same]").select_option(matter.rsplit("/", 1)[1])
    clerk.submit(clerk.page.locator(product.WINDOW_FORM), "button[value=follow]")
    assert receipt.number in clerk.text() and not clerk.page.locator(product.RECEIPT).count()
    clerk.check_width()
    assert flows.count_found(clerk, "等配件") == before
    clerk.open(matter)
    assert "芒种" + str(script) in clerk.page.locator("main").inner_html()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_beside_an_open_matter_stands_what_is_like_it(visit, script):
    first = flows.file_matter(visit(device="phone"), LIFT)
    second = flows.file_matter(visit(device="phone"), LIFT | {"name": "夏至", "phone": "00000000502"})
    clerk = visit(account=product.WINDOW, script=script)
    matter = flows.find_matter(clerk, first.number)
    other = flows.find_matter(clerk, second.number)
    clerk.open(matter)
    if script:
        clerk.page.locator("[hx-get] .guess-name, [hx-get] a[href^='/desk/issues/']").first.wait_for()
    clerk.page.locator(f"a[href='{matter}/known']").first.click()
    clerk.page.wait_for_url(f"**{matter}/known")
    assert clerk.page.locator(f"main a[href='{other}']").count()
    issue = flows.find_issue(clerk, other)
    clerk.open(issue)
    assert clerk.page.locator(f"main a[href='{other}']").count()
    clerk.check_width()
