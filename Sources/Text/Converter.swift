import COpenCC
import Synchronization

/// One OpenCC conversion such as `t2s.json`; the handle is made once and used by one thread at a time.
final class Converter: Sendable {
    /// Traditional to Simplified.
    static let toSimplified = Converter("t2s.json")
    /// Simplified to Traditional, every character in its standard form.
    static let toTraditional = Converter("s2t.json")
    /// Simplified to Traditional in the forms that readers today are used to (為, 裡 and not 爲, 裏).
    static let toTraditionalForReaders = Converter("s2tw.json")

    // The pointer is used under the lock only.
    private struct Handle: @unchecked Sendable { let pointer: opencc_t? }
    private let handle: Mutex<Handle>

    /// True when the configuration was found.
    let isAvailable: Bool

    /// Opens a configuration from OpenCC's data folder; where it is missing, texts stay as they are.
    init(_ configuration: String) {
        let pointer = opencc_open(configuration)
        // opencc_open answers (opencc_t)-1 when it cannot read the configuration.
        isAvailable = pointer != nil && Int(bitPattern: pointer) != -1
        handle = Mutex(Handle(pointer: isAvailable ? pointer : nil))
    }

    /// Converts a text; a text without Chinese characters, or one that OpenCC refuses, comes back as it is.
    func convert(_ text: String) -> String {
        // Han begins at U+2E80, three bytes of which the first is 0xE2; OpenCC reads up to the first zero byte.
        guard isAvailable, text.utf8.contains(where: { $0 >= 0xE2 }), !text.utf8.contains(0) else { return text }
        return handle.withLock { handle in
            var text = text
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    guard let start = characters.baseAddress,
                        let converted = opencc_convert_utf8(handle.pointer, start, characters.count)
                    else { return String(decoding: bytes, as: UTF8.self) }
                    defer { opencc_convert_utf8_free(converted) }
                    return String(cString: converted)
                }
            }
        }
    }
}
