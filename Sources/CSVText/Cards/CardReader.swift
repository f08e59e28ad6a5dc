/// Reads a file of vCards (2.1, 3.0, 4.0), piece by piece; holds one piece and one card in memory.
///
/// Folded lines and quoted-printable texts are joined. Never traps, whatever the bytes are.
package struct CardReader: Sendable {
    /// A longer property is cut off: a picture, which is not wanted.
    private static let maxPropertyBytes = 1 << 16
    /// More properties of one card are not read.
    private static let maxProperties = 1000

    private var decoder: TextDecoder
    /// Decoded text that is no whole line yet.
    private var rest: [UInt8] = []
    private var line = 0
    /// The property whose next line may follow.
    private var property: [UInt8] = []
    private var propertyLine = 0
    /// The card that is being read; nil: between cards.
    private var properties: [CardProperty]?
    private var begunAt = 0
    private var failure: CSVError?
    /// Version 2.1, whose folded lines keep their space.
    private var isOld = false
    /// Cards within the card, of which nothing is read.
    private var depth = 0
    /// The lines outside of cards were told of.
    private var isOutside = false
    private var isBehindReturn = false

    /// - Parameter encoding: as `CSVForm.Search` found it.
    package init(_ encoding: CSVForm.Encoding) {
        decoder = TextDecoder(encoding)
    }

    /// Whether a file that begins like this is one of vCards.
    package static func isCards(_ head: [UInt8], _ encoding: CSVForm.Encoding) -> Bool {
        var decoder = TextDecoder(encoding)
        let text = decoder.utf8(Array(head.prefix(256)))
            .drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return String(decoding: text.prefix(11), as: UTF8.self).uppercased() == "BEGIN:VCARD"
    }

    /// Reads the next piece of the file, of any length.
    ///
    /// - Returns: the cards that are complete now.
    package mutating func take(_ piece: [UInt8]) -> [Card] {
        var cards: [Card] = []
        for byte in decoder.utf8(piece) { take(byte, &cards) }
        return cards
    }

    /// Ends the file.
    ///
    /// - Returns: the remaining cards.
    package mutating func end() -> [Card] {
        var cards: [Card] = []
        for byte in decoder.end() { take(byte, &cards) }
        if !rest.isEmpty { takeLine(&cards) }
        takeProperty(&cards)
        // The card was cut off; what it has is not lost.
        endCard(&cards)
        return cards
    }

    private mutating func take(_ byte: UInt8, _ cards: inout [Card]) {
        defer { isBehindReturn = byte == 0x0D }
        if byte == 0x0A, isBehindReturn { return }
        if byte == 0x0A || byte == 0x0D { return takeLine(&cards) }
        if rest.count < CardReader.maxPropertyBytes { rest.append(byte) }
    }

    private mutating func takeLine(_ cards: inout [Card]) {
        line += 1
        defer { rest = [] }
        if property.last == UInt8(ascii: "="), CardLine(property).isQuotedPrintable {
            property.removeLast()
            return append(rest[...])
        }
        if let first = rest.first, first == 0x20 || first == 0x09, !property.isEmpty {
            return append(isOld ? rest[...] : rest.dropFirst())
        }
        takeProperty(&cards)
        property = rest
        propertyLine = line
    }

    private mutating func append(_ more: ArraySlice<UInt8>) {
        property += more.prefix(
            CardReader.maxPropertyBytes - min(property.count, CardReader.maxPropertyBytes))
    }

    private mutating func takeProperty(_ cards: inout [Card]) {
        defer { property = [] }
        guard property.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
        let line = CardLine(property)
        switch (line.name, line.rawText.uppercased()) {
        case ("BEGIN", "VCARD"): begin(&cards)
        case ("END", "VCARD"):
            if depth > 0 { depth -= 1 } else { endCard(&cards) }
        default: take(line, &cards)
        }
    }

    private mutating func begin(_ cards: inout [Card]) {
        if properties != nil, isAgent {
            depth += 1
            cards.append(Card(line: propertyLine, content: .failure(.cardInCard)))
            return
        }
        endCard(&cards)
        properties = []
        begunAt = propertyLine
        isOutside = false
    }

    /// Whether the card ends with the property whose value is another card.
    private var isAgent: Bool { depth > 0 || properties?.last?.name == "AGENT" }

    private mutating func take(_ line: CardLine, _ cards: inout [Card]) {
        guard properties != nil else {
            if !isOutside {
                cards.append(Card(line: propertyLine, content: .failure(.outsideCards)))
            }
            isOutside = true
            return
        }
        guard depth == 0, (properties?.count ?? 0) < CardReader.maxProperties else { return }
        if line.name == "VERSION" { isOld = line.rawText.hasPrefix("2") }
        guard !line.isBinary else { return }
        do {
            properties?.append(
                CardProperty(name: line.name, components: try line.components()))
        } catch {
            failure = error
        }
    }

    private mutating func endCard(_ cards: inout [Card]) {
        guard let properties else { return }
        cards.append(
            Card(
                line: begunAt,
                content: failure.map { .failure($0) } ?? .properties(properties)))
        (self.properties, failure, isOld, depth) = (nil, nil, false, 0)
    }
}
