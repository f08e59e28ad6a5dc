/// A language of the screens and of everything the gateway says to people.
package enum Language: String, CaseIterable, Sendable {
    case uk, en
}

/// One sentence in every language of the product.
package struct LocalizedText: Hashable, Sendable {
    package let uk: String
    package let en: String

    package init(uk: String, en: String) {
        self.uk = uk
        self.en = en
    }

    /// The sentence in one language.
    package func text(_ language: Language) -> String {
        switch language {
        case .uk: uk
        case .en: en
        }
    }
}
