/// Reads the text of one file of nginx into directives; never fails.
struct NginxReader {
    private let text: [Character]
    private let file: String
    private var position = 0
    private var line = 1
    private var depth = 0

    /// Deeper blocks are skipped.
    private static let deepest = 32

    private enum Token: Equatable {
        case word(String, line: Int)
        case semicolon, opening, closing
    }

    init(_ text: String, of file: String) {
        self.text = Array(text)
        self.file = file
    }

    /// The directives up to the end of the block or the file.
    mutating func directives() -> [NginxDirective] {
        var found: [NginxDirective] = []
        var words: [(text: String, line: Int)] = []
        while let token = next() {
            switch token {
            case .word(let text, let line): words.append((text, line))
            case .semicolon:
                add(words, block: nil, to: &found)
                words = []
            case .opening:
                add(words, block: block(of: words.first?.text ?? ""), to: &found)
                words = []
            case .closing:
                add(words, block: nil, to: &found)
                if depth > 0 { return found }
                words = []
            }
        }
        add(words, block: nil, to: &found)
        return found
    }

    private func add(
        _ words: [(text: String, line: Int)], block: [NginxDirective]?,
        to found: inout [NginxDirective]
    ) {
        guard let name = words.first else { return }
        found.append(
            NginxDirective(
                name: name.text, arguments: words.dropFirst().map(\.text), block: block,
                place: NginxPlace(file: file, line: name.line)))
    }

    private mutating func block(of name: String) -> [NginxDirective] {
        if name.hasSuffix("_by_lua_block") || depth >= NginxReader.deepest {
            skipBlock()
            return []
        }
        depth += 1
        defer { depth -= 1 }
        return directives()
    }

    /// Skips a block of another language, such as Lua.
    private mutating func skipBlock() {
        var open = 1
        while open > 0, position < text.count {
            switch text[position] {
            case "{": open += 1
            case "}": open -= 1
            case "\n": line += 1
            case let quote where quote == "\"" || quote == "'":
                _ = quoted(quote)
                continue
            default: break
            }
            position += 1
        }
    }

    private mutating func next() -> Token? {
        while position < text.count {
            let character = text[position]
            switch character {
            case "\n":
                line += 1
                position += 1
            case _ where character.isWhitespace: position += 1
            case "#": while position < text.count, text[position] != "\n" { position += 1 }
            case ";":
                position += 1
                return .semicolon
            case "{":
                position += 1
                return .opening
            case "}":
                position += 1
                return .closing
            case "\"", "'":
                let start = line
                return .word(quoted(character), line: start)
            default: return .word(word(), line: line)
            }
        }
        return nil
    }

    private mutating func quoted(_ quote: Character) -> String {
        var value = ""
        position += 1
        while position < text.count, text[position] != quote {
            if text[position] == "\\", position + 1 < text.count {
                // Only quotes lose their backslash; a regular expression keeps its own.
                let escaped = text[position + 1]
                if escaped != quote { value.append("\\") }
                value.append(escaped)
                position += 1
            } else {
                value.append(text[position])
            }
            if text[position] == "\n" { line += 1 }
            position += 1
        }
        position += 1
        return value
    }

    private mutating func word() -> String {
        var value = ""
        while position < text.count {
            let character = text[position]
            if character.isWhitespace || character == ";" { break }
            if character == "{", value.last != "$" { break }
            if character == "}", !value.contains("${") { break }
            value.append(character)
            position += 1
            if character == "\\", position < text.count, !text[position].isNewline {
                value.append(text[position])
                position += 1
            }
        }
        return value
    }
}
