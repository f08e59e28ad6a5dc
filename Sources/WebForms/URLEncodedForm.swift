/// Names and values as a query or an urlencoded body holds them (WHATWG URL §5.1):
/// `name=a+b&phone=%2B380…`.
package enum URLEncodedForm {
    /// The pairs in their order. Pairs without a name are left out; bytes that are not UTF-8 become
    /// U+FFFD.
    package static func pairs(_ text: some StringProtocol) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        eachPair(Array(text.utf8)[...]) { name, value in
            guard !name.isEmpty else { return }
            pairs.append(
                (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
        }
        return pairs
    }

    /// Calls `take` with each pair as decoded bytes, those without a name too.
    ///
    /// - Throws: what `take` throws; the pairs after it are not decoded.
    package static func eachPair<Failure: Error>(
        _ bytes: ArraySlice<UInt8>,
        _ take: (_ name: [UInt8], _ value: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            let pair = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[pair.endIndex...].dropFirst()
            guard !pair.isEmpty else { continue }
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let value = pair[name.endIndex...].dropFirst()
            try take(PercentEncoding.decodedField(name), PercentEncoding.decodedField(value))
        }
    }
}
