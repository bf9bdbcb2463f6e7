import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A file as a strict reader of XML sees it. Throws what is not well-formed.
struct ReadXML {
    struct Element {
        let space: String
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    private(set) var elements: [Element] = []

    init(_ text: String) throws {
        let parser = XMLParser(data: Data(text.utf8)), reader = Reader()
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        elements = reader.elements
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
            open.append(elements.count)
            elements.append(
                Element(
                    space: parts.count == 2 ? parts[0] : "", name: parts.last ?? name, attributes: attributes))
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if let last = open.last { elements[last].text += string }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            open.removeLast()
        }
    }
}
