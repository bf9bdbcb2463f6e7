import Crypto
public import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The few files that pages need, held in memory; nothing is read from disk while serving.
public struct Assets: Sendable {
    private struct File: Sendable {
        let type: String
        let bytes: [UInt8]
        let tag: String
    }

    private let files: [String: File]
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "png": "image/png",
        "svg": "image/svg+xml", "json": "application/json; charset=utf-8",
    ]

    /// Reads all files below a folder; a folder that is not there is an empty set.
    public init(folder: URL?) {
        var files: [String: File] = [:]
        if let folder, let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            for path in paths {
                guard let type = Self.types[(path as NSString).pathExtension],
                    let data = try? Data(contentsOf: folder.appending(path: path))
                else { continue }
                let tag = SHA256.hash(data: data).prefix(8).map { String($0, radix: 16) }.joined()
                files[path] = File(type: type, bytes: [UInt8](data), tag: tag)
            }
        }
        self.files = files
    }

    /// Whether a file is there; pages leave out a script that was not fetched.
    public func has(_ path: String) -> Bool { files[path] != nil }

    func reply(to path: String, request: Request) -> Response {
        guard let file = files[path] else { return Response(status: .notFound) }
        // A library carries its version in its name: what it once held it holds for good.
        let isFixed = path.hasPrefix("vendor/")
        var headers: HTTPFields = [
            .eTag: "\"\(file.tag)\"", .cacheControl: isFixed ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        headers[.contentType] = file.type
        if let name = HTTPField.Name("X-Content-Type-Options") { headers[name] = "nosniff" }
        if request.headers[.ifNoneMatch] == "\"\(file.tag)\"" {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
