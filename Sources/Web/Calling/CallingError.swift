import CallRules
import Phonet
import Store

/// Why a call was not made or not ended.
enum CallingError: Hashable {
    /// All seats of the line to Phonet are taken; nothing was asked.
    case busy
    case phonet(PhonetError)

    /// The cause as programs know it.
    var name: String {
        switch self {
        case .busy: "busy"
        case .phonet(let failure): failure.name
        }
    }

    /// What happened, and what to do now.
    var sentence: LocalizedText {
        switch self {
        case .busy:
            LocalizedText(
                uk: "Саме зараз Phonet відповідає іншим. Спробуйте ще раз за кілька секунд.",
                en: "Phonet is answering others right now. Please try again in a few seconds.")
        case .phonet(let failure): failure.sentence
        }
    }

    /// As it is kept with the dialling.
    var dialling: DiallingError {
        DiallingError(name: name, sentence: sentence, mayRing: mayRing)
    }

    /// Phonet may dial all the same.
    private var mayRing: Bool {
        if case .phonet(.callUnconfirmed) = self { true } else { false }
    }
}
