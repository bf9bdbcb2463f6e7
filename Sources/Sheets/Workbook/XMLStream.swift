import CExpat
import Glibc

/// What listens to the elements of a part; names come without their prefix.
protocol XMLListener: AnyObject {
    /// An element begins.
    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError)
    /// An element ends.
    func end(_ name: String) throws(SheetError)
    /// A piece of text in UTF-8; a text may come in several.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The attributes of an element, as expat has them.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute by its name without prefix.
    subscript(_ name: StaticString) -> String? {
        guard var place = list else { return nil }
        while let key = place[0], let value = place[1] {
            let local = strchr(key, Int32(UInt8(ascii: ":"))).map { UnsafePointer($0 + 1) } ?? key
            if isSame(local, name) { return String(cString: value) }
            place += 2
        }
        return nil
    }

    private func isSame(_ key: UnsafePointer<CChar>, _ name: StaticString) -> Bool {
        name.withUTF8Buffer { wanted in
            guard strlen(key) == wanted.count, let start = wanted.baseAddress else { return false }
            return memcmp(key, start, wanted.count) == 0
        }
    }
}

/// Reads a part of a workbook as XML, 64 KiB at a time, and refuses what declares a document type.
final class XMLStream {
    private let part: Archive.Part
    private let listener: any XMLListener
    private let parser: XML_Parser
    private var depth = 0
    private var fed = 0
    private var isAtEnd = false
    fileprivate var fault: SheetError?

    private static let chunk = 1 << 16
    // What a single tag may take: expat keeps a tag in memory until it is whole.
    private static let tag = 4 << 20

    /// Begins to read. Throws `SheetError.system` where memory is short.
    init(_ part: Archive.Part, _ listener: any XMLListener) throws(SheetError) {
        guard let parser = XML_ParserCreate(nil) else { throw SheetError.system(number: ENOMEM) }
        (self.part, self.listener, self.parser) = (part, listener, parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { data, name, attributes in XMLStream.of(data)?.begin(name, attributes) },
            { data, name in XMLStream.of(data)?.end(name) })
        XML_SetCharacterDataHandler(parser) { data, bytes, count in XMLStream.of(data)?.text(bytes, count) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLStream.of(data)?.refuseDeclaration() }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a whole part.
    static func read(_ part: Archive.Part, _ listener: any XMLListener) throws(SheetError) {
        let stream = try XMLStream(part, listener)
        while try stream.step() {}
    }

    /// Reads a piece of the part; false when all of it was read.
    ///
    /// Throws `SheetError.damaged`, `.declaration`, `.bomb` and what the listener throws.
    func step() throws(SheetError) -> Bool {
        if isAtEnd { return false }
        guard let room = XML_GetBuffer(parser, Int32(Self.chunk)) else { throw SheetError.system(number: ENOMEM) }
        let got = try part.read(into: room, Self.chunk)
        isAtEnd = got == 0
        fed += got
        let status = XML_ParseBuffer(parser, Int32(got), isAtEnd ? 1 : 0)
        if let fault { throw fault }
        guard status == XML_STATUS_OK, isAtEnd || fed - Int(XML_GetCurrentByteIndex(parser)) <= Self.tag else {
            throw SheetError.damaged(part: part.name)
        }
        return !isAtEnd
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func begin(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        guard fault == nil, let name else { return }
        depth += 1
        guard depth <= 256 else { return stop(.damaged(part: part.name)) }
        do throws(SheetError) { try listener.begin(Self.local(name), XMLAttributes(list: attributes)) } catch {
            stop(error)
        }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard fault == nil, let name else { return }
        depth -= 1
        do throws(SheetError) { try listener.end(Self.local(name)) } catch { stop(error) }
    }

    private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int32) {
        guard fault == nil, let bytes else { return }
        bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
            listener.text(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
    }

    private func refuseDeclaration() { stop(.declaration(part: part.name)) }

    private func stop(_ fault: SheetError) {
        self.fault = fault
        XML_StopParser(parser, 0)
    }

    private static func local(_ name: UnsafePointer<CChar>) -> String {
        String(cString: strchr(name, Int32(UInt8(ascii: ":"))).map { UnsafePointer($0 + 1) } ?? name)
    }
}
