import HTTP
import Reports
import Web

/// What pages load: one style, one script, one sign.
enum DeskAssets {
    static let routes: [Route] = [
        asset("/assets/desk.css", "text/css; charset=utf-8", DeskStyle.sheet),
        asset("/assets/desk.js", "text/javascript; charset=utf-8", DeskScript.text),
        asset("/assets/icon.svg", "image/svg+xml", icon),
    ]

    /// Other content has another address: no browser keeps an old one after an upgrade.
    static let styleAddress = "/assets/desk.css?" + mark(DeskStyle.sheet)
    static let scriptAddress = "/assets/desk.js?" + mark(DeskScript.text)

    private static func asset(_ path: String, _ type: String, _ text: String) -> Route {
        Route(.get, path, access: .open) { _ in
            Response(text: text, type: type).with("Cache-Control", "max-age=31536000, immutable")
        }
    }

    /// FNV-1a, which tells apart and hides nothing.
    private static func mark(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }

    private static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1f5fbf"/>\
        <path d="M6 10h20v13H6z" fill="#fff"/><path d="m6 10 10 8 10-8" fill="none" stroke="#1f5fbf" stroke-width="2"/></svg>

        """
}
