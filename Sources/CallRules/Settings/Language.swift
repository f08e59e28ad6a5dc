/// A language of the screens and of everything the gateway says to people.
public enum Language: String, CaseIterable, Sendable {
    case uk, en
}

/// One sentence in every language of the product.
public struct Sentence: Hashable, Sendable {
    public let uk: String
    public let en: String

    public init(uk: String, en: String) {
        self.uk = uk
        self.en = en
    }

    /// The sentence in one language.
    public func text(_ language: Language) -> String {
        switch language {
        case .uk: uk
        case .en: en
        }
    }
}
