import Foundation
import TestSupport

/// Pages side by side in a browser without a window, each in a frame of a width, measured by a script.
struct Gallery {
    /// What the script measured in one frame.
    struct Measure: Decodable {
        /// The letter.
        let title: String
        /// Of the frame, in pixels.
        let width: Int
        /// By how many pixels the page is wider than its frame.
        let overflow: Int
        /// Characters of visible text.
        let characters: Int
        /// The smallest letters, in pixels.
        let smallest: Double
        /// Texts whose contrast with their ground is below 4.5 (WCAG 2.1 §1.4.3).
        let faint: [String]
        /// Heights of buttons, in pixels.
        let buttons: [Double]
        /// The ground of the page.
        let ground: String
    }

    /// Chromium; nil where it is not installed.
    static let browser = Programs.find("chromium") ?? Programs.find("chromium-browser")

    let folder: TemporaryFolder
    let pages: [(title: String, page: String)]

    /// Measures every page at every width.
    func measure(widths: [Int], dark: Bool) throws -> [Measure] {
        guard let browser = Self.browser else { throw TestSupportError("there is no Chromium") }
        let frames = widths.flatMap { width in
            pages.map { title, page in
                let source = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
                return "<iframe title=\"\(title)\" width=\"\(width)\" height=\"400\" style=\"border:0\""
                    + " srcdoc=\"\(source)\"></iframe>"
            }
        }
        let name = dark ? "dark.html" : "light.html"
        let file = try folder.write(
            "<!DOCTYPE html><meta charset=utf-8><body>\(frames.joined())<script>\(Self.script)</script>",
            to: name
        )
        let result = try ChildProcess.run(
            browser,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--window-size=1200,2000",
                "--user-data-dir=\(folder.path(dark ? "dark" : "light"))",
                "--blink-settings=preferredColorScheme=\(dark ? 0 : 1)", "--dump-dom", "file://\(file)",
            ],
            within: .seconds(120)
        )
        guard let found = result.output.firstMatch(of: /id="report">([A-Za-z0-9+\/=]+)</),
            let data = Data(base64Encoded: String(found.1))
        else { throw TestSupportError("Chromium says nothing: \(result.errors.suffix(2_000))") }
        return try JSONDecoder().decode([Measure].self, from: data)
    }

    private static let script = #"""
        function light(c) { const p = c.match(/[\d.]+/g).slice(0, 3).map(v => { v /= 255;
            return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
            return 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]; }
        function ground(e) { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
            if (c !== 'rgba(0, 0, 0, 0)' && c !== 'transparent') return c; } return 'rgb(255, 255, 255)'; }
        window.addEventListener('load', () => { const all = [];
          for (const frame of document.querySelectorAll('iframe')) {
            const d = frame.contentDocument, w = d.createTreeWalker(d.body, NodeFilter.SHOW_TEXT);
            const m = { title: frame.title, width: frame.clientWidth, characters: 0, smallest: 99, faint: [],
              overflow: d.documentElement.scrollWidth - d.documentElement.clientWidth, buttons: [],
              ground: ground(d.body) };
            while (w.nextNode()) { const text = w.currentNode.textContent.trim(), e = w.currentNode.parentElement;
              if (!text || !e.getClientRects().length) continue;
              const style = getComputedStyle(e), a = light(style.color), b = light(ground(e));
              m.characters += text.length; m.smallest = Math.min(m.smallest, parseFloat(style.fontSize));
              if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) m.faint.push(text); }
            for (const b of d.querySelectorAll('.button')) m.buttons.push(b.getBoundingClientRect().height);
            all.push(m); }
          const report = document.createElement('pre'); report.id = 'report';
          report.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(all))));
          document.body.append(report); });
        """#
}
