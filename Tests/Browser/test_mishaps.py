"""Two people at once, a double click, a lost connection: nothing is lost, nothing happens twice."""

import flows
import product
import pytest


def test_who_comes_second_sees_what_changed_and_keeps_the_text(visit):
    receipt = flows.file_matter(visit(device="phone"), product.FUMES)
    first, second = visit(account=product.WINDOW), visit(account=product.COLLEAGUE)
    address = flows.find_matter(first, receipt.number)
    first.act("accept")
    typed = product.ACTIONS["transfer"]["text"] + "请今天就去。"
    second.open(f"{address}/actions/transfer")
    form = second.form("/actions/transfer")
    second.fill(form, product.ACTIONS["transfer"] | {"text": typed})
    first.act("note")

    second.submit(form)
    assert product.ACTIONS["note"]["text"] in second.text(product.ALARM), second.text()
    assert second.page.locator("textarea[name=text]").input_value() == typed
    second.note("second", second.check_shape)
    second.picture("mishap second submit")
    second.submit(second.form("/actions/transfer"))
    assert second.path == address and product.VILLAGE_UNIT in second.text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_double_click_files_one_matter(visit, script):
    phrase = f"双击只算一次{'有' if script else '无'}脚本的下水道堵了"
    resident = visit(device="phone", script=script)
    flows.walk_to_check(resident, product.FUMES | {"text": phrase + "，水漫到楼梯口，请派人来通一通。"})
    resident.page.locator(f"{product.MAIN_FORM} {product.PRIMARY_BUTTON}").first.dblclick(no_wait_after=True)
    resident.page.locator(product.RECEIPT).wait_for()
    clerk = visit(account=product.WINDOW)
    assert flows.count_found(clerk, phrase) == 1


@pytest.mark.parametrize("arrives", [True, False], ids=["after-filing", "before-filing"])
def test_a_connection_lost_while_filing_loses_and_doubles_nothing(visit, server, arrives):
    phrase = f"断线{'以后' if arrives else '以前'}的路灯还是不亮"
    resident = visit(device="phone")
    flows.walk_to_check(resident, product.FUMES | {"text": phrase + "，晚上走路看不见，请派人来修。"})

    def break_off(route) -> None:
        if arrives:
            assert route.fetch().status == 200
        server.kill()
        route.abort("connectionreset")

    resident.page.route(f"**{product.FILE}", break_off, times=1)
    try:
        with resident.page.expect_event("requestfailed"):
            resident.page.locator(f"{product.MAIN_FORM} {product.PRIMARY_BUTTON}").first.click(no_wait_after=True)
    finally:
        server.start()
    # The browser's own page says that the connection broke; trying again sends the same form with the same key.
    resident.page.reload()
    assert resident.page.locator(product.RECEIPT).count(), resident.text("body")
    clerk = visit(account=product.WINDOW)
    assert flows.count_found(clerk, phrase) == 1
