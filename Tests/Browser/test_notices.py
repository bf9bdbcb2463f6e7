"""What residents are told, and the way back to a matter for whoever lost the slip; in the sandbox nothing leaves the machine."""

import re

import flows
import product
import pytest


def sandbox(one, *words: str, seconds: int = 20) -> str:
    """Opens the sandbox until a message that holds all these words stands there; its text."""
    for _ in range(seconds * 2):
        one.open(product.SANDBOX)
        found = one.page.locator(product.SANDBOX_MESSAGE)
        for word in words:
            found = found.filter(has_text=word)
        if found.count():
            return found.first.inner_text()
        one.page.wait_for_timeout(500)
    raise AssertionError(f"no message with {words!r}:\n{one.text()}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_resident_without_a_slip_opens_the_matter_with_a_code_from_the_telephone(visit, script):
    resident = visit(device="phone", script=script)
    receipt = flows.file_matter(resident, product.FUMES | {"notify": "yes", "phone": f"0001234567{int(script)}"})
    administrator = visit(account=product.ADMINISTRATOR)
    told = sandbox(administrator, receipt.number)
    assert receipt.code not in told and receipt.code.replace(" ", "") not in told
    if script:
        administrator.look("sandbox")

    lost = visit(device="phone", script=script)

    def look(name: str) -> None:
        # Without scripts axe cannot run either.
        lost.look(name) if script else lost.check_shape()

    lost.open(product.TRACK)
    with lost.page.expect_navigation():
        lost.page.locator("main a[href^='/track/code']").click()
    look("code request")
    form = lost.form(product.CODE)
    lost.fill(form, {"number": receipt.number, "phone": f"000 1234 567{int(script)}"})
    lost.submit(form)
    look("code entry")
    told = sandbox(administrator, receipt.number, "验证码")
    digits = re.search(r"\b(\d{6})\b", told.split("验证码", 1)[1]).group(1)

    form = lost.form(product.OPENING)
    lost.fill(form, {"digits": "000000" if digits != "000000" else "111111"})
    lost.submit(form)
    assert lost.errors(), "a wrong code opens nothing"
    form = lost.form(product.OPENING)
    lost.fill(form, {"digits": digits})
    lost.submit(form)
    assert receipt.number in lost.text() and product.FUMES["text"] in lost.text()
    look("opened by code")
    flows.send(lost, "additions", {product.ADDITION: "回执找不到了，用手机打开的。"})
    assert "回执找不到了" in lost.text()

    administrator.open(product.NOTICES)
    assert receipt.number not in administrator.page.content() and digits not in administrator.text()
    if script:
        administrator.look("notices")
