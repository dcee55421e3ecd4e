public import Wording

/// What `vestnik help` tells of beside commands.
public enum Topic: String, Sendable, CaseIterable {
    case config, event, templates, database

    /// Its reference.
    public var reference: Reference {
        switch self {
        case .config: ConfigurationTopic.reference
        case .event: EventTopic.reference
        case .templates: TemplateTopic.reference
        case .database: DatabaseTopic.reference
        }
    }

    /// One sentence without a full stop.
    public var summary: Wording { reference.summary }
}
