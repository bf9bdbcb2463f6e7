public import Markup

/// What a handler answers.
public struct Reply: Sendable {
    /// The content of an answer.
    public enum Body: Sendable {
        case text(String)
        case bytes([UInt8])
        /// Server-sent events, each already in wire form.
        case events(AsyncStream<String>)
    }

    /// The HTTP status.
    public var status: Int
    /// Headers beside those that the site adds.
    public var headers: [(name: String, value: String)]
    /// The content.
    public var body: Body

    /// Makes an answer.
    public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: Body = .text("")) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A whole page.
    public static func page(_ html: HTML, status: Int = 200) -> Reply {
        Reply(
            status: status, headers: [("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store")],
            body: .text(html.text)
        )
    }

    /// JSON text.
    public static func json(_ text: String, status: Int = 200) -> Reply {
        Reply(
            status: status,
            headers: [("content-type", "application/json; charset=utf-8"), ("cache-control", "no-store")],
            body: .text(text)
        )
    }

    /// Plain text.
    public static func plain(_ text: String, status: Int = 200) -> Reply {
        Reply(status: status, headers: [("content-type", "text/plain; charset=utf-8")], body: .text(text))
    }

    /// 303 to a path of our own.
    public static func redirect(_ path: Path) -> Reply {
        Reply(status: 303, headers: [("location", path.text)])
    }

    /// The same, kept by the browser for its own way back only.
    ///
    /// Without this, going back to a form that was answered with a form again ends on the browser's own error page
    /// (ERR_CACHE_MISS), and what was typed is lost.
    public var keptForGoingBack: Reply {
        var copy = self
        copy.headers.removeAll { $0.name == "cache-control" }
        copy.headers.append(("cache-control", "private, no-cache"))
        return copy
    }

    /// The same with a cookie.
    public func setting(cookie: String) -> Reply {
        var copy = self
        copy.headers.append(("set-cookie", cookie))
        return copy
    }
}
