import Glibc

/// What a person sees in a cell, by what the file has of it.
struct CellValues {
    var strings: StringTable
    var formats: [NumberFormat]
    var epoch: Moment.Epoch
    var language: String

    /// The text of a value; nil where it names a text that is not there.
    ///
    /// The type is the cell's `t`: `s`, `str`, `b`, `e`, `d`, or `n`, which is also nil; the style its `s`.
    func text(_ value: String, type: String?, style: Int) -> String? {
        switch type {
        case "s":
            return Int(trimmed(value)).flatMap(strings.text)
        case "str", "inlineStr": return RichText.unescaped(value)
        case "e": return value
        case "b":
            let isTrue = (trimmed(value) as String?).isTrue
            return language == "ru" ? (isTrue ? "ИСТИНА" : "ЛОЖЬ") : (isTrue ? "TRUE" : "FALSE")
        case "d":
            guard let moment = Moment(iso: trimmed(value)) else { return value }
            return form(style, moment).text(moment, language: language)
        default: return number(trimmed(value), style)
        }
    }

    private func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private func form(_ style: Int, _ moment: Moment) -> DateForm {
        if formats.indices.contains(style), case .date(let form) = formats[style] { return form }
        return moment.hasHour ? .dayAndHour : .day
    }

    private func number(_ text: String, _ style: Int) -> String {
        guard let value = Double(text), value.isFinite else { return text }
        switch formats.indices.contains(style) ? formats[style] : .general {
        case .general: return plain(text, value)
        case .fixed(let digits, let decimals, let isPercent):
            let shown = isPercent ? value * 100 : value
            return padded(printed(shown, "%.\(decimals)f"), digits) + (isPercent ? "%" : "")
        case .date(let form):
            guard let moment = Moment(serial: value, epoch: epoch) else { return plain(text, value) }
            return form.text(moment, language: language)
        }
    }

    /// All digits that a sheet knows, never with an exponent: 79161234567, whatever the file writes for it.
    private func plain(_ text: String, _ value: Double) -> String {
        if text.utf8.allSatisfy({ (48...57).contains($0) }) {
            return text.count < 25 ? text : printed(value, "%.0f")
        }
        if value == value.rounded(), abs(value) < 1e21 { return printed(value, "%.0f") }
        // Fifteen significant digits are what a sheet shows of 0.30000000000000004.
        let magnitude = value == 0 ? 0 : Int(log10(abs(value)).rounded(.down))
        let decimals = max(0, min(20, 14 - magnitude))
        var shown = printed(value, "%.\(decimals)f")
        if shown.contains(where: { ".,".contains($0) }) {
            while shown.last == "0" { shown.removeLast() }
            if let last = shown.last, ".,".contains(last) { shown.removeLast() }
        }
        return shown
    }

    /// Zeros in front of it.
    private func padded(_ text: String, _ digits: Int) -> String {
        let sign = text.hasPrefix("-") ? "-" : ""
        let rest = text.dropFirst(sign.count)
        let whole = rest.prefix { $0.isNumber }.count
        return sign + String(repeating: "0", count: max(0, digits - whole)) + rest
    }

    /// With the mark that the language has between units and tenths.
    private func printed(_ value: Double, _ format: String) -> String {
        // Minus nothing is nothing.
        let value = value == 0 ? 0 : value
        var buffer = [CChar](repeating: 0, count: 400)
        _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return language == "ru" ? text.replacing(".", with: ",") : text
    }
}
