"""One matter from a resident's phone to the superior's screen, with a script and without."""

import product
import pytest


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def script(request) -> bool:
    return request.param


def file_a_matter(visit, script: bool) -> tuple[str, str]:
    """Files on a phone in Chinese; the matter's number and the receipt code."""
    resident = visit(device="phone", script=script)
    resident.open("/file")
    resident.go_through(product.FILING, until=product.RECEIPT)
    resident.check_shape()
    resident.picture(f"journey 1 receipt {script}")
    text = resident.page.locator
    return text(product.RECEIPT_NUMBER).inner_text().strip(), text(product.RECEIPT_CODE).inner_text().strip()


def open_at_desk(visit, script: bool, account: str, number: str):
    """Signs in and opens a matter from the account's own list."""
    clerk = visit(device="desk", script=script)
    clerk.sign_in(account)
    clerk.open("/desk")
    link = clerk.page.locator(product.MATTER_LINK, has_text=number).first
    assert link.count(), f"{account} does not see {number} on /desk"
    clerk.open(link.get_attribute("href"))
    return clerk


def open_as_resident(visit, script: bool, number: str, code: str):
    resident = visit(device="phone", script=script)
    resident.open("/track")
    form = resident.page.locator("main form").first
    resident.fill(form, {product.TRACK["number"]: number, product.TRACK["code"]: code})
    resident.submit(form)
    assert number in resident.page.locator("main").inner_text()
    return resident


def test_a_matter_goes_from_a_phone_to_the_village_and_back(visit, script):
    number, code = file_a_matter(visit, script)

    desk = open_at_desk(visit, script, "desk", number)
    desk.act("accept")
    desk.picture(f"journey 2 accepted {script}")
    desk.act("transfer")
    desk.picture(f"journey 3 transferred {script}")

    village = open_at_desk(visit, script, "village", number)
    village.act("accept")
    village.act("answer")
    village.picture(f"journey 4 answered {script}")

    resident = open_as_resident(visit, script, number, code)
    reply = product.ACTIONS["answer"][1]["text"]
    assert reply in resident.page.locator("main").inner_text()
    resident.act("rate")
    resident.act("reopen")
    resident.picture(f"journey 5 reopened {script}")

    superior = open_at_desk(visit, script, "superior", number)
    words = superior.page.locator("main").inner_text()
    assert any(word in words for word in product.REOPENED_WORDS)
    superior.picture(f"journey 6 superior {script}")


def test_a_wrong_receipt_code_opens_nothing(visit, script):
    number, _ = file_a_matter(visit, script)
    stranger = visit(device="phone", script=script)
    stranger.open("/track")
    form = stranger.page.locator("main form").first
    stranger.fill(form, {product.TRACK["number"]: number, product.TRACK["code"]: "0000-0000-0000-0000"})
    stranger.submit(form)
    assert product.FILING["said"] not in stranger.page.locator("body").inner_text()


def test_an_empty_page_of_the_form_says_what_to_do(visit, script):
    resident = visit(device="phone", script=script)
    resident.open("/file")
    for _ in range(3):
        form = resident.page.locator(product.MAIN_FORM).first
        if form.count() and form.locator("[name=said]").count():
            break
        resident.submit(form)
    resident.submit(resident.page.locator(product.MAIN_FORM).first)
    assert resident.errors(), "an empty answer went through without a word"
    resident.check_shape()
