import Base
import Testing

@testable import Accounts

/// Codes that change every half minute, against the standard's own figures.
@Suite struct TimeCodeTests {
    private static let secret = Array("12345678901234567890".utf8)

    /// RFC 6238, appendix B, SHA-1: seconds since 1970 and the code of eight figures.
    @Test(arguments: [
        (Int64(59), "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `codes are those of the standard`(seconds: Int64, code: String) {
        let step = TimeCode.step(at: Instant(milliseconds: seconds * 1_000))
        #expect(TimeCode.code(secret: Self.secret, step: step, digits: 8) == code)
        #expect(TimeCode.code(secret: Self.secret, step: step) == code.suffix(6))
    }

    /// RFC 4648, 10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 is that of the standard`(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }

    @Test func `a code of the step before or after is taken, one further off is not, and none twice`() {
        let now = Instant(milliseconds: 1_574_730_000_000), step = TimeCode.step(at: now)
        func matches(_ offset: Int64, after last: Int64 = 0) -> Int64? {
            let code = TimeCode.code(secret: Self.secret, step: step + offset)
            return TimeCode.matchingStep(code, secret: Self.secret, at: now, after: last)
        }
        #expect([-1, 0, 1].map { matches($0) } == [step - 1, step, step + 1])
        #expect(matches(-2) == nil && matches(2) == nil)
        #expect(matches(0, after: step) == nil && matches(-1, after: step) == nil)
        #expect(matches(1, after: step) == step + 1)
    }

    @Test(arguments: [
        ("123456", "123456"), (" 123 456 ", "123456"), ("１２３４５６", "123456"), ("123-456", "123456"), ("12345", nil),
        ("1234567", nil), ("12345a", nil), ("", nil), ("١٢٣٤٥٦", nil),
    ])
    func `a code is read as people type it`(typed: String, code: String?) {
        #expect(TimeCode.read(typed) == code)
    }

    @Test func `a recovery code is read with its signs mistaken for others`() {
        #expect(RecoveryCode.read("o1il-abcd efgh-jkmn") == "0111ABCDEFGHJKMN")
        #expect(RecoveryCode.read("123456") == nil)
        #expect(RecoveryCode.read("0111-ABCD-EFGH-JKMU") == nil)
        let codes = RecoveryCode.make()
        #expect(codes.count == 10 && Set(codes).count == 10)
        #expect(codes.allSatisfy { RecoveryCode.read($0) != nil && $0.count == 19 })
    }

    @Test func `the address for the authenticator names district and person`() {
        let address = TimeCode.address(secret: Self.secret, place: "Lichun District", login: "xiaoshu@立春")
        #expect(
            address.hasPrefix("otpauth://totp/Shanzhi%20Lichun%20District:xiaoshu%40%E7%AB%8B%E6%98%A5?secret=GEZDGNBV")
        )
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0",
            "edge/windows"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 13_2 like Mac OS X) Version/13.0 Mobile/15E148 Safari/604.1",
            "safari/iphone"
        ),
        ("Mozilla/5.0 (Linux; Android 9) Chrome/78.0 Mobile Safari/537.36 MicroMessenger/7.0", "wechat/android"),
        ("curl/7.88 <script>", "other/other"), ("", ""),
    ])
    func `of a browser only its kind is kept`(header: String, code: String) {
        #expect(Device(header: header).code == code)
    }
}
