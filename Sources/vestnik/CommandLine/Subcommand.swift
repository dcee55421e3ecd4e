import Terminal

/// A command of `vestnik`: what it is called and takes, and what it does.
protocol Subcommand: SendableMetatype {
    /// Its name, options and help.
    static var command: Command { get }
    /// Does it.
    ///
    /// - Returns: the code to end with.
    /// - Throws: anything; ``Failure`` says how each error is told and which code it ends with.
    static func run(_ context: CommandContext) throws -> ExitCode
}
