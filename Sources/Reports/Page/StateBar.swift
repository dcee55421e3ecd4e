package import Store

/// A bar of a letter's states as inline SVG.
///
/// Each state has a hue and a pattern of its own, and its figures stand in words beside the bar: colour alone says
/// nothing.
package enum StateBar {
    /// What a state looks like.
    package struct Look {
        /// The class of its colour.
        package let hue: String
        /// The pattern; nil: plain.
        package let pattern: String?

        /// The attributes of a shape that looks so.
        package var fill: String {
            pattern.map { "fill=\"url(#\(hue)-\($0))\"" } ?? "class=\"\(hue)\""
        }
    }

    package static func look(_ state: MessageState) -> Look {
        switch state {
        case .sent: Look(hue: "good", pattern: nil)
        case .queued: Look(hue: "wait", pattern: nil)
        case .held: Look(hue: "wait", pattern: "slant")
        case .sending: Look(hue: "wait", pattern: "lines")
        case .deferred: Look(hue: "slow", pattern: nil)
        case .inDoubt: Look(hue: "slow", pattern: "slant")
        case .bounced: Look(hue: "bad", pattern: nil)
        case .expired: Look(hue: "bad", pattern: "slant")
        case .rejected: Look(hue: "bad", pattern: "lines")
        case .suppressed: Look(hue: "none", pattern: nil)
        case .cancelled: Look(hue: "none", pattern: "slant")
        }
    }

    /// The patterns that bars and swatches are filled with, once a page.
    package static var definitions: String {
        let looks = MessageState.allCases.map(look).filter { $0.pattern != nil }
        let patterns = looks.map { look in
            let slant = look.pattern == "slant" ? " patternTransform=\"rotate(45)\"" : ""
            return "<pattern id=\"\(look.hue)-\(look.pattern ?? "")\" width=\"5\" height=\"5\" "
                + "patternUnits=\"userSpaceOnUse\"\(slant)>"
                + "<rect class=\"ground\" width=\"5\" height=\"5\"/><rect class=\"\(look.hue)\" width=\"5\" height=\"3\"/></pattern>"
        }
        return "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
            + patterns.joined() + "</defs></svg>"
    }

    /// The sample of a state beside its name.
    package static func swatch(_ state: MessageState) -> String {
        "<svg class=\"swatch\" width=\"16\" height=\"16\" aria-hidden=\"true\">"
            + "<rect width=\"16\" height=\"16\" \(look(state).fill)/></svg>"
    }

    /// The bar.
    /// - Parameters:
    ///   - id: of the bar among those of the page.
    ///   - states: with their counts, none of them 0.
    ///   - title: what the bar is of.
    ///   - description: the same figures in words.
    /// - Returns: an `svg` element.
    package static func bar(
        _ id: String,
        _ states: [(state: MessageState, count: Int)],
        title: String,
        description: String
    ) -> String {
        let widths = widths(states.map(\.count))
        var start = 0
        var segments = ""
        for (width, entry) in zip(widths, states) {
            segments +=
                "<rect x=\"\(percent(start))\" y=\"0\" width=\"\(percent(width))\" height=\"100%\" \(look(entry.state).fill)/>"
            start += width
        }
        return
            "<svg class=\"bar\" width=\"100%\" height=\"22\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\">"
            + Markup.element("title", [("id", "\(id)-t")], Markup.escaped(title))
            + Markup.element("desc", [("id", "\(id)-d")], Markup.escaped(description)) + segments + "</svg>"
    }

    /// The widths of segments in hundredths of a percent: in proportion, but none so narrow that it cannot be seen.
    package static func widths(_ counts: [Int]) -> [Int] {
        let total = max(1, counts.reduce(0, +))
        let wanted = counts.map { max(120, Int(Double($0) / Double(total) * 10_000)) }
        let sum = max(1, wanted.reduce(0, +))
        return wanted.map { $0 * 10_000 / sum }
    }

    private static func percent(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
