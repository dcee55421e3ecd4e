/// An edition of an event: the files and the settings that its letters are made from.
public struct Edition: Sendable, Hashable {
    /// The event's name.
    public var event: String
    /// What configuration says about its letters, as text.
    public var settings: String
    /// The bytes by path.
    public var files: [String: [UInt8]]

    /// An event's files and settings.
    public init(event: String, settings: String, files: [String: [UInt8]]) {
        self.event = event
        self.settings = settings
        self.files = files
    }
}
