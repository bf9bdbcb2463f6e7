import Foundation
import Rulebook
import TestDistrict

@testable import Matters

/// Procedures to be drawn and exported: all that are shipped, and samples that are written out.
enum ProcedureSample {
    /// Every shipped version.
    static func shipped() throws -> [ProcedureVersion] {
        try ProcedureBook.versions(try RuleSeed.read(folder: TestDistrict.home.appending(path: "Rules")))
    }

    static func read(_ yaml: String) throws -> Procedure { try RulePack.decode(Procedure.self, yaml: yaml) }

    /// A people's mediation that the clock ends when nobody answered the request.
    static let mediation = """
        pack: procedures
        code: trial-mediation
        version: 2019.1
        from: 2011-01-01
        road: mediation
        zh: 试调解
        en: Trial mediation
        plain: {zh: 请人来调解, en: Somebody helps both sides to agree}
        filing: {zh: 申请调解, en: Ask for mediation, stage: requested, starts: [reply], event: received, by: [answerable, lead], needs: [text]}
        stages:
          - {code: requested, zh: 已申请, en: Requested, open: true, plain: {zh: 等调解员答复, en: The mediator has not answered yet}}
          - {code: talking, zh: 调解中, en: In mediation, open: true, plain: {zh: 双方正在谈, en: Both sides are talking}}
          - {code: over, zh: 已结束, en: Over, open: false, plain: {zh: 有了结果, en: There is a result}}
        ends:
          - {code: agreed, zh: 达成协议, en: Agreed, solved: true}
          - {code: failed, zh: 没有谈成, en: Failed, solved: false}
        actions:
          - {code: acceptance, zh: 受理, en: Accept, from: [requested], to: talking, by: [answerable], needs: [text], stops: [reply]}
          - {code: sitting, zh: 记录一次调解, en: Record a sitting, from: [talking], by: [answerable], needs: [text]}
          - {code: agreement, zh: 达成协议, en: Agreement, from: [talking], to: over, by: [answerable], needs: [text], end: agreed}
          - {code: lapse, zh: 逾期未答复, en: No reply in time, from: [requested], to: over, by: [clock], on-expiry: reply, end: failed}
          - {code: record, zh: 登记协议文本, en: Keep the text, from: [over], by: [answerable], needs: [text]}
        """

    /// The same with names and codes that try to break out of whatever they are written into.
    static let hostile =
        mediation
        .replacing(
            "code: acceptance, zh: 受理, en: Accept",
            with: #"code: "a'] or '<&", zh: "<b>\"受理\"&'甲'</b>\n]]>", en: "</svg><script>alert(1)</script>""#
        )
        .replacing("code: sitting, zh: 记录一次调解", with: "code: 'a-] or --', zh: 达成协议")
        .replacing("zh: 已申请, en: Requested", with: #"zh: "\"><svg onload=x>", en: "--><x y='\"'>""#)
}
