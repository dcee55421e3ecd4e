public import Foundation

#if canImport(FoundationXML)
public import FoundationXML
#endif

/// A page read as XML: what is not well-formed is an error.
public final class PageReading: NSObject, XMLParserDelegate {
    /// An element, with the text below it and the names of its children.
    public struct Element {
        /// As the page has it.
        public let name: String
        /// By their names.
        public let attributes: [String: String]
        /// All text below it.
        public var text = ""
        /// The names of the elements right below it.
        public var children: [String] = []
    }

    /// The page as it came.
    public let text: String
    /// In the order in which they begin.
    public private(set) var elements: [Element] = []
    private var open: [Int] = []

    /// Reads a page.
    public init(_ text: String) throws {
        self.text = text
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse(), open.isEmpty else {
            throw TestSupportError(
                "not well-formed: \(parser.parserError.map { "\($0)" } ?? "") line \(parser.lineNumber)"
            )
        }
    }

    /// The elements of a name.
    public func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The texts of the cells of the table with that caption, without its headings.
    public func rows(ofTable caption: String) -> [[String]] {
        guard let start = elements.firstIndex(where: { $0.name == "caption" && $0.text == caption }) else {
            return []
        }
        var rows: [[String]] = []
        for element in elements[start...].dropFirst() {
            switch element.name {
            case "table": return rows
            case "tr": rows.append([])
            case "td": rows[rows.count - 1].append(element.text)
            case "th" where element.attributes["scope"] == "row": rows[rows.count - 1].append(element.text)
            default: break
            }
        }
        return rows.filter { !$0.isEmpty }
    }

    /// Of the parser.
    public func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        if let parent = open.last { elements[parent].children.append(name) }
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    /// Of the parser.
    public func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }

    /// Of the parser.
    public func parser(_ parser: XMLParser, foundCharacters string: String) {
        for place in open { elements[place].text += string }
    }
}
