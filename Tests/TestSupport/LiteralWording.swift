public import Wording

/// Samples need no second language.
extension Wording: ExpressibleByStringInterpolation,
    ExpressibleByStringLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByUnicodeScalarLiteral
{
    /// The same text in every language.
    public init(stringLiteral text: String) { self.init(verbatim: text) }
}
