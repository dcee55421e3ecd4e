public import Events
public import Letters

/// An event with the files that its letters are made of.
public struct EventKit: Sendable {
    /// The facts and rules.
    public var event: Event
    /// Templates, layout, attachments.
    public var files: TemplateFiles

    /// An event and its files.
    public init(event: Event, files: TemplateFiles) {
        self.event = event
        self.files = files
    }
}
