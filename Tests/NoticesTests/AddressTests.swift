import Base
import Foundation
import Testing

@testable import Notices

/// What counts as an address, and how a letter is put together.
@Suite struct AddressTests {
    @Test(arguments: [
        ("138 0000-0000", "13800000000"), ("＋86 138 0000 0000", "+8613800000000"), ("（0571）0000 0000", "057100000000"),
        ("１３８００００００００", "13800000000"), ("00012345678", "00012345678"),
    ])
    func `a number is read as people write it`(written: String, read: String) {
        #expect(PhoneNumber(written)?.text == read)
    }

    @Test(arguments: [
        "", "12345", "0571-00000000转8", "1380000000012345", "138\r\n00000000", "没有", "13800++000000", "½½½½½½½",
    ])
    func `what no message reaches is no number`(written: String) {
        #expect(PhoneNumber(written) == nil)
    }

    @Test func `two ways to write one number are the same, two numbers are not`() {
        let ways = ["13800000000", "+86 138 0000 0000", "0086-13800000000"].compactMap { PhoneNumber($0)?.bare }
        #expect(Set(ways) == ["13800000000"])
        #expect(PhoneNumber("8613800")?.bare == "8613800")
    }

    @Test(arguments: [
        "guyu@example.test\r\nRCPT TO:<all@example.test>", "gu yu@example.test", "guyu@example.test>", "@example.test",
        "guyu@", "guyu", "a@b@c.test", "谷雨@example.test", ".guyu@example.test", "guyu@-example.test", "guyu@a..test",
        "\"gu\\\"yu\"@example.test", "guyu@example.test\0",
    ])
    func `what could end a command is no address`(written: String) { #expect(MailAddress(written) == nil) }

    @Test func `an address shows its two ends only`() {
        #expect(PhoneNumber("13812345678")?.masked == "138****5678")
        #expect(PhoneNumber("123456")?.masked == "123****6")
        #expect(MailAddress("guyu@example.test")?.masked == "g****@example.test")
    }

    @Test func `a subject is cut into encoded words of at most 75 signs, at whole characters`() throws {
        let title = String(repeating: "您反映的事办完了", count: 6)
        let header = try #require(MailMessage.header(title))
        let words = header.components(separatedBy: "\r\n ")
        #expect(words.count > 1 && words.allSatisfy { $0.utf8.count <= 75 })
        let text = words.map { word in
            Data(base64Encoded: String(word.dropFirst("=?utf-8?B?".count).dropLast(2))).flatMap {
                String(data: $0, encoding: .utf8)
            }
        }
        #expect(!text.contains(nil) && text.compactMap(\.self).joined() == title)
        #expect(MailMessage.header("Your one-time code") == "Your one-time code")
        for bad in ["a\r\nBcc: all@example.test", "a\nb", "a\0b", "a\u{85}b"] {
            #expect(MailMessage.header(bad) == nil)
        }
    }

    @Test func `a line that begins with a dot gets another`() {
        #expect(MailMessage.stuffed([".", "..a", "b."]) == "..\r\n...a\r\nb.\r\n")
    }

    @Test func `a letter has its date in the district's time and the same id at every attempt`() throws {
        let id = RecordID(trusted: "0196b5a0-0000-7000-8000-000000000000")
        let notice = OutgoingNotice(
            id: id, to: "guyu@example.test", title: "查询验证码", text: "第一行\n第二行", language: .simplified, createdAt: start)
        let from = try #require(MailAddress("office@district.test")),
            to = try #require(MailAddress("guyu@example.test"))
        let wire = try MailMessage(from: from, to: to, notice: notice).wire()
        #expect(wire.contains("Date: Tue, 26 Nov 2019 09:00:00 +0800\r\n"))
        #expect(wire.contains("Message-ID: <\(id)@district.test>\r\n"))
        #expect(wire.hasSuffix("\r\n.\r\n"))
        #expect(wire.utf8.allSatisfy { $0 < 128 })
        #expect(MailMessage.date(Instant(milliseconds: 0)) == "Thu, 1 Jan 1970 08:00:00 +0800")
    }

    @Test func `an answer of a mail server is read whole, and what is none is refused`() throws {
        var reader = SMTPReplyReader()
        #expect(try reader.take("250-mail.test at your service") == nil)
        #expect(try reader.take("250-STARTTLS") == nil)
        let reply = try #require(try reader.take("250 auth LOGIN plain"))
        #expect(reply.code == 250 && reply.capabilities == ["STARTTLS": "", "AUTH": "LOGIN PLAIN"])
        #expect(try reader.take("354")?.code == 354)
        for bad in ["", "25", "hello", "999 no", "250x"] {
            var fresh = SMTPReplyReader()
            #expect(throws: NoticeFailure.self) { _ = try fresh.take(bad) }
        }
        #expect(throws: NoticeFailure.self) {
            _ = try reader.take("250-a")
            _ = try reader.take("550 b")
        }
        var endless = SMTPReplyReader()
        #expect(throws: NoticeFailure.self) { for _ in 1...200 { _ = try endless.take("250-more") } }
    }
}
