import Base
import Foundation
public import Web

/// Files in the body of a program: the limits are those of the pages.
extension APICall {
    private static let file = Schema.named(
        "NewFile",
        .object(
            [
                SchemaField(
                    "name", .text(.line, 1...200), "As its owner calls it; kept only where the filer is named."),
                SchemaField(
                    "content", .text(.base64, 1...(MatterStore.attachmentLimit / 3 + 1) * 4),
                    "The bytes in Base64 (RFC 4648, 4): a photograph, a PDF or a recording, 8 MB at most."),
            ], isClosed: true))

    /// Files that come with something else.
    public static let files = SchemaField.optional(
        "files", .nullable(.list(file, 0...MatterStore.attachmentCount)), "Up to 20 MB in all as they are sent.")
    /// Files that are all that comes.
    static let someFiles = SchemaField(
        "files", .list(file, 1...MatterStore.attachmentCount), "Up to 20 MB in all as they are sent.")

    /// The files of the body.
    public func files() -> [(name: String, bytes: [UInt8])] {
        (body["files"]?.array ?? []).map { file in
            let bytes = file["content"]?.string.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) } ?? []
            return (file["name"]?.string ?? "", bytes)
        }
    }
}
