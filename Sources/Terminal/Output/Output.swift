/// Why nothing more can be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reader has gone (`| head`): end quietly, this is no failure.
    public let isClosed: Bool
    /// What the system said.
    public let description: String

    /// The code to end with: ``ExitCode/done`` when the reader has gone, else ``ExitCode/ioError``.
    public var exitCode: ExitCode { isClosed ? .done : .ioError }
}
