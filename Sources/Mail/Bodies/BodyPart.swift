/// A node of a message's MIME tree: RFC 2045, RFC 2046.
public enum BodyPart: Sendable {
    /// Text in UTF-8, line ends of any kind; subtype such as `plain` or `html`.
    case text(FilledText, subtype: String)
    /// A calendar object (``CalendarObject``) with its method for `Content-Type`: RFC 6047 §2.4.
    case calendar(FilledText, method: String)
    /// The calendar object of the part before once more, as a file, for clients that look at attachments alone; its
    /// method names it (``calendarFileName(method:)``).
    case calendarFile(FilledText, method: String)
    /// A file, encoded once and shared by all letters.
    case attachment(Attachment)
    /// Parts under one roof.
    case multipart(MultipartKind, [BodyPart])

    /// The tree that Outlook, Gmail and Apple expect; levels with one child are left out.
    ///
    /// mixed → (alternative → text, (related → HTML, pictures), calendar), the same as a file, attachments. Outlook
    /// looks for a calendar only inside the first child of mixed; other clients only among attachments.
    ///
    /// - Parameters:
    ///   - text: the plain text, UTF-8.
    ///   - html: the HTML page, UTF-8.
    ///   - images: pictures with a `contentID` that the HTML shows as `cid:…`.
    ///   - calendar: the calendar object's bytes and its method.
    ///   - attachments: files.
    /// - Returns: the root of the tree.
    public static func letter(
        text: FilledText,
        html: FilledText? = nil,
        images: [Attachment] = [],
        calendar: (object: FilledText, method: String)? = nil,
        attachments: [Attachment] = []
    ) -> BodyPart {
        var versions: [BodyPart] = [.text(text, subtype: "plain")]
        if let html {
            let page = BodyPart.text(html, subtype: "html")
            versions.append(
                images.isEmpty ? page : .multipart(.related, [page] + images.map(BodyPart.attachment))
            )
        }
        if let calendar { versions.append(.calendar(calendar.object, method: calendar.method)) }
        var parts: [BodyPart] = [.one(of: .alternative, versions)]
        if let calendar { parts.append(.calendarFile(calendar.object, method: calendar.method)) }
        parts += attachments.map(BodyPart.attachment)
        return .one(of: .mixed, parts)
    }

    /// The same tree of texts and a calendar object that share nothing with those of other letters.
    public static func letter(
        text: [UInt8],
        html: [UInt8]? = nil,
        images: [Attachment] = [],
        calendar: (bytes: [UInt8], method: String)? = nil,
        attachments: [Attachment] = []
    ) -> BodyPart {
        .letter(
            text: FilledText(text),
            html: html.map { FilledText($0) },
            images: images,
            calendar: calendar.map { (FilledText($0.bytes), $0.method) },
            attachments: attachments
        )
    }

    /// A text of one letter alone.
    public static func text(_ bytes: [UInt8], subtype: String) -> BodyPart {
        .text(FilledText(bytes), subtype: subtype)
    }

    /// The name of a calendar object's file, which says what it is.
    ///
    /// In Latin letters: programs go by the ending, and not all of them read other names.
    public static func calendarFileName(method: String) -> String {
        switch method.uppercased() {
        case "REQUEST": "invitation.ics"
        case "CANCEL": "cancellation.ics"
        default: "event.ics"
        }
    }

    private static func one(of kind: MultipartKind, _ parts: [BodyPart]) -> BodyPart {
        if parts.count == 1, let part = parts.first { return part }
        return .multipart(kind, parts)
    }
}

/// What holds parts together: RFC 2046 §5.1, RFC 2387.
public enum MultipartKind: String, Sendable, Hashable {
    /// Independent parts, the letter first.
    case mixed
    /// The same content, from plainest to richest.
    case alternative
    /// A page and its pictures.
    case related
}
