import AsyncHTTPClient
import Base
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// An SMS gateway reached by HTTP: one JSON object a message, posted with a bearer token.
///
/// Body `{"id", "to", "text", "language"}`. 2xx takes the message, `{"id"}` in the answer is the gateway's own; 408, 425, 429 and
/// 5xx ask to come again; 401 and 403 refuse the token; any other code refuses the message. Documented in operations.md.
public struct SMSGateway: NoticeGateway {
    public var name: String { "sms-http" }

    private let url: String
    private let token: String?

    /// Posts to an address. Nil for anything but https, or http on this machine: token and numbers never travel in the clear.
    public init?(url: String, token: String?) {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.scheme == "https" || parts.scheme == "http" && LocalHost.isLocal(host)
        else { return nil }
        // A token that could begin another header is none.
        guard token?.utf8.allSatisfy({ (33...126).contains($0) }) ?? true else { return nil }
        self.url = url
        self.token = token
    }

    public func send(_ notice: OutgoingNotice) async throws -> GatewayReceipt {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "idempotency-key", value: notice.id.text)
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        let message = Message(
            id: notice.id.text, to: notice.to, text: notice.text, language: notice.language.rawValue)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let body = try? encoder.encode(message) else { throw NoticeFailure(.refused) }
        request.body = .bytes(ByteBuffer(bytes: body))
        let (status, answer) = try await exchange(request)
        switch status {
        case 200..<300: return GatewayReceipt(id: Self.reference(answer))
        case 401, 403: throw NoticeFailure(.signIn, code: status)
        case 408, 425, 429, 500...: throw NoticeFailure(.later, code: status)
        default: throw NoticeFailure(.refused, code: status)
        }
    }

    /// A connection a message: a district sends a few an hour, and nothing is held open between.
    private func exchange(_ request: HTTPClientRequest) async throws -> (Int, [UInt8]) {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        let client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: .seconds(NoticeRetry.patience))
            let body = try await response.body.collect(upTo: 64 << 10)
            try? await client.shutdown()
            return (Int(response.status.code), Array(body.readableBytesView))
        } catch {
            try? await client.shutdown()
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: any Error) -> NoticeFailure {
        guard let error = error as? HTTPClientError else { return NoticeFailure(.unreachable) }
        switch error {
        case .deadlineExceeded, .readTimeout, .connectTimeout, .cancelled: return NoticeFailure(.silent)
        case .tlsHandshakeTimeout: return NoticeFailure(.insecure)
        default: return NoticeFailure(.unreachable)
        }
    }

    private static func reference(_ answer: [UInt8]) -> String? {
        let id = (try? JSONDecoder().decode(Answer.self, from: Data(answer)))?.id
        return id.flatMap { !$0.isEmpty && $0.utf8.count <= 200 ? $0 : nil }
    }

    private struct Message: Encodable {
        let id: String
        let to: String
        let text: String
        let language: String
    }

    private struct Answer: Decodable {
        let id: String?
    }
}

/// Whether something is on this machine, so that nothing on the way can read along.
enum LocalHost {
    static func isLocal(_ host: String) -> Bool {
        let plain = host.filter { $0 != "[" && $0 != "]" }
        if plain == "localhost" || plain == "::1" { return true }
        // A name may begin like an address: 127.sms.example.com is somebody else's machine.
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { $0.allSatisfy(\.isASCII) && UInt8($0) != nil }
        return isAddress && parts[0] == "127"
    }
}
