extension StringProtocol {
    /// The beginning of the text. Limits of texts from outside count unicode scalars, of at most four bytes
    /// each: one character may have any number of them.
    package func cut(toScalars limit: Int) -> String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(limit)))
    }
}
