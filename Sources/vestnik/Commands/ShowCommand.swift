import Mail
import Store
import Terminal

/// `vestnik show`: the whole story of a message or a person.
enum ShowCommand: Subcommand {
    static let command = Command(
        "show",
        "Tell the whole story of a message or a person",
        discussion: """
            A message by its id: whom it is for, what prompted it, each attempt with the relay's full reply, what came back. A \
            person by the address: the rows that name it, and the story of each message.
            """,
        positionals: [Positional("ID|ADDRESS", "A message's id, or a person's address")],
        options: [CommandContext.json],
        examples: [
            Command.Example("vestnik show 42", "What happened to message 42"),
            Command.Example("vestnik show director@library.example.org", "Everything about this person"),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let store = try context.store()
        let asked = context.invocation.argument("ID|ADDRESS") ?? ""
        let story = StoryWriter(context, store)
        if let id = Int64(asked) {
            guard let message = try store.message(id: id) else {
                throw Failure(.noInput, "there is no message \(id)")
            }
            try story.write(message)
            return .done
        }
        guard asked.contains("@") else {
            throw UsageError("“\(asked)” is neither a message's id nor an address")
        }
        let key = MessageStore.personKey(of: asked)
        let people = try store.people { MessageStore.personKey(of: $0) == key }
        let messages = try store.messages(of: key)
        let suppression = try store.suppression(of: key)
        guard !people.isEmpty || !messages.isEmpty || suppression != nil else {
            throw Failure(.noInput, "nothing is known of \(asked)")
        }
        for person in people { try story.write(person) }
        if let suppression { try story.write(suppression) }
        for message in messages { try story.write(message) }
        return .done
    }
}
