"""One matter from a resident's phone to the superior's screen, with a script and without."""

import flows
import product
import pytest


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def script(request) -> bool:
    return request.param


def at_desk(visit, account: str, number: str, script: bool):
    """Signs in and opens a matter by its number."""
    clerk = visit(account=account, script=script)
    flows.find_matter(clerk, number)
    return clerk


def take_picture(one, name: str, script: bool) -> None:
    one.note(name, one.check_shape)
    one.picture(f"journey {name} {'script' if script else 'plain'}")


def test_a_matter_goes_from_a_phone_to_the_village_and_back(visit, script):
    resident = visit(device="phone", script=script)
    receipt = flows.file_matter(resident, product.SEALED if script else product.FUMES)
    take_picture(resident, "1 slip", script)

    desk = at_desk(visit, product.WINDOW, receipt.number, script)
    desk.act("accept")
    take_picture(desk, "2 accepted", script)
    desk.act("transfer")
    take_picture(desk, "3 transferred", script)

    village = at_desk(visit, product.VILLAGE, receipt.number, script)
    names = village.text("#parties >> xpath=..")
    assert (product.SEALED_WORDS in names) == script, names
    village.act("accept")
    village.act("answer")
    take_picture(village, "4 answered", script)

    flows.track(resident, receipt)
    assert product.ACTIONS["answer"]["text"] in resident.text()
    take_picture(resident, "5 answer at home", script)
    flows.send(resident, "rating", product.RATING)
    flows.send(resident, "reopening", product.REOPENING)
    assert product.REOPENING["reopening-text"] in resident.text()
    take_picture(resident, "6 reopened", script)

    superior = visit(account=product.TOWN, script=script)
    superior.open(f"{product.DESK}?list=attention")
    row = superior.page.locator("[data-rows] > li").filter(has_text="油烟管").first
    assert product.LOW_RATING in row.inner_text() and product.REOPENED in row.inner_text(), superior.text()
    take_picture(superior, "7 superior", script)
    flows.find_matter(superior, receipt.number)
    superior.submit(superior.form("/seen"))
    superior.open(f"{product.DESK}?list=attention")
    assert receipt.number not in superior.page.content()


def test_a_wrong_receipt_code_opens_nothing(visit, script):
    resident = visit(device="phone", script=script)
    receipt = flows.file_matter(resident, product.FUMES)
    resident.open(product.TRACK)
    form = resident.page.locator(product.MAIN_FORM).first
    resident.fill(form, {"number": receipt.number, "code": "0000 0000 0000 0000"})
    resident.submit(form)
    assert resident.errors(), "a wrong code went through without a word"
    assert product.FUMES["text"] not in resident.text("body")


def test_an_unanswered_question_comes_back_with_what_was_typed(visit, script):
    resident = visit(device="phone", script=script)
    resident.open(product.FILE)
    form = resident.page.locator(product.MAIN_FORM).first
    resident.fill(form, {"text": product.FUMES["text"]})
    resident.submit(form)
    assert resident.errors(), "an empty answer went through without a word"
    assert resident.page.locator("[name=text]").input_value() == product.FUMES["text"]
    take_picture(resident, "unanswered", script)


def test_the_window_takes_a_matter_in_and_offers_it_to_the_unit_proposed(visit, script):
    desk = visit(account=product.WINDOW, script=script)
    desk.open(product.INTAKE)
    form = desk.page.locator("form.window-panes")
    told = product.FUMES | {
        "channel": "window", "text": "楼上每天半夜拖椅子，说了几次都不听，老人睡不着，想请社区来劝一劝。", "kind": "dispute", "name": "霜降",
    }
    desk.fill(form, {name: value for name, value in told.items() if name != "address"})
    desk.submit(form, "button[value=suggest]")
    form = desk.page.locator("form.window-panes")
    offered = form.locator("label", has=desk.page.locator("[name=target][value=rule]"))
    assert product.VILLAGE_UNIT in offered.inner_text(), offered.inner_text()
    take_picture(desk, "window proposals", script)
    desk.submit(form, "button[value=file]")
    take_picture(desk, "window slip", script)
    number = flows.read_receipt(desk).number

    village = visit(account=product.VILLAGE, script=script)
    village.open(f"{product.DESK}?list=offered")
    assert village.page.locator(product.MATTER_ROW).filter(has_text="拖椅子").count()
    flows.find_matter(village, number)
    village.act("accept")


def test_a_person_signs_in_and_out(visit, script):
    clerk = visit(script=script)
    clerk.sign_in(product.TOWN)
    clerk.submit(clerk.page.locator("form[action='/sign-out']"))
    clerk.page.goto(product.DESK)
    assert clerk.path == product.SIGN_IN
