import Foundation

/// How long acts take by the number of people, as a drawing: both axes by powers of ten, so that what grows with the
/// people rises by a step for each step to the right, and what does not lies flat.
struct GrowthPlot {
    private var series: [(name: String, points: [(people: Int, milliseconds: Double)])] = []

    mutating func add(_ name: String, people: Int, milliseconds: Double) {
        let point = (people, max(1, milliseconds))
        if let index = series.firstIndex(where: { $0.name == name }) {
            series[index].points.append(point)
        } else {
            series.append((name, [point]))
        }
    }

    private static let (width, height, margin) = (900.0, 640.0, 60.0)
    /// The least and the most that is drawn, as powers of ten: people, milliseconds.
    private static let (people, time) = (3.5...6.5, 0.0...5.5)

    private func x(_ people: Double) -> Double {
        Self.margin + (people - Self.people.lowerBound) / (Self.people.upperBound - Self.people.lowerBound)
            * (Self.width - 4 * Self.margin)
    }

    private func y(_ time: Double) -> Double {
        Self.height - Self.margin
            - (time - Self.time.lowerBound) / (Self.time.upperBound - Self.time.lowerBound)
            * (Self.height - 2 * Self.margin)
    }

    /// The drawing; no name in it needs to be escaped but for `&` and `<`.
    var svg: String {
        var lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
            font-family="sans-serif" font-size="11">
            """,
            "<title>Acts by the number of people</title>",
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        ]
        for (power, label) in [(4.0, "10,000"), (5, "100,000"), (6, "1,000,000 people")] {
            lines.append(line(x(power), y(0), x(power), y(Self.time.upperBound), "#ddd"))
            lines.append(text(x(power), y(0) + 18, label, anchor: "middle"))
        }
        for (power, label) in [
            (0.0, "1 ms"), (1, "10 ms"), (2, "100 ms"), (3, "1 s"), (4, "10 s"), (5, "100 s"),
        ] {
            lines.append(
                line(x(Self.people.lowerBound), y(power), x(Self.people.upperBound), y(power), "#ddd")
            )
            lines.append(text(Self.margin - 6, y(power) + 4, label, anchor: "end"))
        }
        var labels: [Double] = []
        for (index, (name, points)) in series.enumerated() {
            let colour = "hsl(\(index * 137 % 360) 65% 40%)"
            let path = points.map { point in
                "\(x(log10(Double(point.people))).fixed(1)),\(y(log10(point.milliseconds)).fixed(1))"
            }
            lines.append(
                "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>"
            )
            guard let last = points.last else { continue }
            // Names do not lie upon each other.
            var place = y(log10(last.milliseconds)) + 4
            while labels.contains(where: { abs($0 - place) < 12 }) { place -= 12 }
            labels.append(place)
            lines.append(
                text(x(log10(Double(last.people))) + 8, place, name, anchor: "start", colour: colour)
            )
        }
        return (lines + ["</svg>", ""]).joined(separator: "\n")
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String) -> String {
        "<line x1=\"\(x1.fixed(1))\" y1=\"\(y1.fixed(1))\" x2=\"\(x2.fixed(1))\" y2=\"\(y2.fixed(1))\" stroke=\"\(colour)\"/>"
    }

    private func text(
        _ x: Double,
        _ y: Double,
        _ text: String,
        anchor: String,
        colour: String = "#333"
    ) -> String {
        let shown = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return
            "<text x=\"\(x.fixed(1))\" y=\"\(y.fixed(1))\" text-anchor=\"\(anchor)\" fill=\"\(colour)\">\(shown)</text>"
    }
}
