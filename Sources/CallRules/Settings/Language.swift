/// A language of screens and notices.
package enum Language: String, CaseIterable, Sendable {
    case uk, en
}

/// A text in every language of the product.
package struct LocalizedText: Hashable, Sendable {
    package let uk: String
    package let en: String

    package init(uk: String, en: String) {
        self.uk = uk
        self.en = en
    }

    /// The text in one language.
    package func text(_ language: Language) -> String {
        switch language {
        case .uk: uk
        case .en: en
        }
    }
}
