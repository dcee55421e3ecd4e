internal import CXML
import Glibc

/// Parses a part of a workbook as it is unpacked: no tree, no document type, no entities of its own, no network.
final class XMLPart {
    private let name: String
    private let source: Inflation
    private let events: any XMLEvents
    private let limits: SheetLimits
    private var sentry = XMLGuard()
    private var elements = 0
    private var problem: SheetError?
    private var context: xmlParserCtxtPtr?

    private init(_ name: String, _ source: Inflation, _ events: any XMLEvents, _ limits: SheetLimits) {
        self.name = name
        self.source = source
        self.events = events
        self.limits = limits
    }

    /// Parses to the end.
    ///
    /// - Throws: what the handler throws; what is wrong with the archive or the XML.
    static func parse(
        _ name: String,
        _ source: Inflation,
        _ limits: SheetLimits,
        _ events: any XMLEvents
    ) throws(SheetError) {
        let part = XMLPart(name, source, events, limits)
        try part.run()
    }

    private func run() throws(SheetError) {
        var handler = Self.handler
        let this = Unmanaged.passUnretained(self).toOpaque()
        guard
            let context = xmlCreateIOParserCtxt(&handler, this, Self.read, nil, this, XML_CHAR_ENCODING_UTF8)
        else { throw .damaged(name) }
        self.context = context
        defer {
            self.context = nil
            xmlFreeParserCtxt(context)
        }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, Int32(bitPattern: options))
        let status = xmlParseDocument(context)
        if let problem = problem ?? source.problem { throw problem }
        guard status == 0, context.pointee.wellFormed == 1 else { throw .damaged(name) }
    }

    private func stop(_ error: SheetError) {
        if problem == nil { problem = error }
        if let context { xmlStopParser(context) }
    }

    // MARK: - What the parser calls

    private static func this(_ pointer: UnsafeMutableRawPointer?) -> XMLPart? {
        pointer.map { Unmanaged<XMLPart>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let read: xmlInputReadCallback = { pointer, buffer, length in
        guard let part = XMLPart.this(pointer), let buffer, length > 0, part.problem == nil else { return -1 }
        return buffer.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
            let count = part.source.read(UnsafeMutableBufferPointer(start: bytes, count: Int(length)))
            guard count > 0 else { return Int32(count) }
            guard part.sentry.admits(UnsafeBufferPointer(start: bytes, count: count)) else {
                part.problem = .damaged(part.name)
                return -1
            }
            return Int32(count)
        }
    }

    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = start
        handler.endElementNs = end
        handler.characters = text
        handler.ignorableWhitespace = text
        handler.cdataBlock = text
        handler.internalSubset = { pointer, _, _, _ in
            guard let part = XMLPart.this(pointer) else { return }
            part.stop(.hasEntities(part.name))
        }
        // Else libxml2 writes to standard error.
        handler.serror = { _, _ in }
        return handler
    }

    private static let start: startElementNsSAX2Func = { pointer, name, _, _, _, _, count, _, values in
        guard let part = XMLPart.this(pointer), part.problem == nil, let name else { return }
        part.elements += 1
        // A cell is an element, its value another one; styled cells without a value are many.
        guard part.elements <= 5 * part.limits.cells else {
            return part.stop(.unpacksTooLarge(part.limits.unpackedBytes))
        }
        var attributes: [String: String] = [:]
        // Five pointers each: name, prefix, namespace, begin and end of the value.
        for index in 0..<Int(count) {
            guard let values, let key = values[5 * index], let begin = values[5 * index + 3],
                let end = values[5 * index + 4]
            else { continue }
            // `r:id` and `id` may stand side by side; the one of another namespace keeps its prefix.
            let prefix = values[5 * index + 1].map { _ in ":" } ?? ""
            let text = UnsafeBufferPointer(start: begin, count: end - begin)
            attributes[prefix + String(cString: key)] = String(decoding: text, as: UTF8.self)
        }
        do throws(SheetError) { try part.events.start(String(cString: name), attributes) } catch {
            part.stop(error)
        }
    }

    private static let end: endElementNsSAX2Func = { pointer, name, _, _ in
        guard let part = XMLPart.this(pointer), part.problem == nil, let name else { return }
        do throws(SheetError) { try part.events.end(String(cString: name)) } catch { part.stop(error) }
    }

    private static let text: charactersSAXFunc = { pointer, bytes, count in
        guard let part = XMLPart.this(pointer), part.problem == nil, let bytes, count > 0 else { return }
        do throws(SheetError) {
            try part.events.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        } catch { part.stop(error) }
    }
}
