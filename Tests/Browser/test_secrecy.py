"""Who may not see what: the unit complained about, and the names that are sealed."""

import re

import flows
import product
import pytest


def figures(one) -> list[str]:
    """Every number on the command face and in its list, except the time of day."""
    numbers = []
    for path in (product.COMMAND, product.TOWN_FIGURES, "/command/matters"):
        one.open(path)
        numbers += re.findall(r"\d+", re.sub(r"\d+:\d+", "", one.text()))
    return numbers


def test_a_unit_complained_about_neither_sees_nor_counts_the_matter(visit):
    village, head = visit(account=product.VILLAGE), visit(account=product.CENTRE_HEAD)
    words = product.COMPLAINT["text"][:10]
    before, known = figures(village), flows.count_found(head, words)
    receipt = flows.file_matter(visit(device="phone"), product.COMPLAINT)
    address = flows.find_matter(head, receipt.number)
    assert flows.count_found(head, words) == known + 1

    for name in product.LISTS:
        village.open(f"{product.DESK}?list={name}")
        assert receipt.number not in village.page.content(), f"{receipt.number} stands in {name}"
    for typed in (receipt.number, words):
        assert flows.count_found(village, typed) == 0
    village.open(address, status=404)
    village.open(f"{address}/actions/note", status=404)
    village.open(f"{product.DESK}?open={address.rsplit('/', 1)[1]}")
    assert receipt.number not in village.page.content()
    assert figures(village) == before


@pytest.mark.parametrize("script", [True, False])
def test_an_office_named_after_filing_loses_sight_of_the_matter(visit, script):
    words = product.FUMES["text"] + ("问过了，是社区不管。" if script else "问过了，社区也不管。")
    receipt = flows.file_matter(visit(device="phone", script=script), product.FUMES | {"text": words})
    head, village = visit(account=product.CENTRE_HEAD, script=script), visit(account=product.VILLAGE, script=script)
    address = flows.find_matter(head, receipt.number)
    clerk = visit(account=product.WINDOW, script=script)
    clerk.open(address)
    clerk.act("accept")
    clerk.open(address)
    clerk.act("transfer")
    village.open(address)

    head.open(address)
    form = head.form("/exclusion")
    head.fill(form, {"unit": f"label:{product.VILLAGE_UNIT}", "reason": "短"})
    head.submit(form)
    assert head.page.locator("#exclusion-reason-error").is_visible()
    form = head.form("/exclusion")
    head.fill(form, {"reason": "来访人在电话里说，反映的是社区不管。"})
    head.submit(form)
    assert head.path == address
    village.open(address, status=404)
    assert flows.count_found(village, words[-9:]) == 0

    form = head.form("/exclusion/lift")
    head.fill(form, {"unit": f"label:{product.VILLAGE_UNIT}", "reason": "核实过了，与社区无关。"})
    head.submit(form)
    village.open(address)


def test_a_sealed_name_opens_for_a_reason_and_with_two_people(visit):
    receipt = flows.file_matter(visit(device="phone"), product.SEALED | {"text": "楼道里的灯坏了一个月，晚上老人上下楼不敢走，请派人修一修。"})
    clerk, custodian = visit(account=product.WINDOW), visit(account=product.CUSTODIAN)
    address = flows.find_matter(clerk, receipt.number)
    assert product.SEALED_WORDS in clerk.text() and product.SEALED["name"] not in clerk.text()

    form = clerk.form("/seal-request")
    clerk.fill(form, {"reason": "短"})
    clerk.submit(form)
    assert clerk.errors() or clerk.page.locator("#seal-reason-error").count()
    form = clerk.form("/seal-request")
    clerk.fill(form, {"reason": "要上门修灯，须先和来访人约时间。"})
    clerk.submit(form)

    custodian.open(product.SEALS)
    card = custodian.page.locator("section", has_text=receipt.number)
    assert "要上门修灯" in card.inner_text()
    custodian.picture("seal request")
    custodian.submit(card.locator("form"), "button[value=granted]")
    assert receipt.number not in custodian.text()

    clerk.open(address)
    assert product.SEALED["name"] not in clerk.text(), "nothing is shown before the look is written down"
    clerk.submit(clerk.form("/seal-open"))
    assert product.SEALED["name"] in clerk.text()
    clerk.picture("seal opened")
    colleague = visit(account=product.COLLEAGUE)
    colleague.open(address)
    assert product.SEALED["name"] not in colleague.text()


def test_pages_of_other_posts_are_closed(visit):
    for path in (product.DESK, product.INTAKE, product.SEALS, product.COMMAND, product.SEARCH):
        stranger = visit()
        stranger.page.goto(path)
        assert stranger.path == product.SIGN_IN, f"{path} opens for everybody"
    visit(account=product.AUDITOR).open(product.INTAKE, status=403)
    visit(account=product.VILLAGE).open(product.SEALS, status=403)
    visit(account=product.ADMINISTRATOR).open(product.COMMAND, status=403)
