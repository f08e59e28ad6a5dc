import CallRules
import Store

/// The status of a dialling in words, with a colour, an icon, and advice.
struct DiallingStatus {
    let page: DiallingPage
    let localize: Localizer

    private typealias Strings = DiallingStrings

    var html: HTML {
        let shown = shown
        return """
            <p class="stage \(shown.meaning.rawValue)">\(shown.icon.html) \(localize(shown.word))</p>
            \(shown.notes.map { "<p>\(localize($0))</p>" as HTML })
            """
    }

    private struct Shown {
        let meaning: Badge.Meaning
        let icon: Icon
        let word: LocalizedText
        var notes: [LocalizedText] = []
    }

    private var shown: Shown {
        let number = page.progress.dialling.extension
        let rings = Strings.ownPhoneRings(number, isOwn: page.isOwn)
        return switch page.progress.stage(at: localize.now) {
        case .asking: Shown(meaning: .alert, icon: .phone, word: Strings.asking)
        case .unknown:
            Shown(
                meaning: .alert, icon: .warning, word: Strings.unknown,
                notes: [Strings.noAnswerKept, Strings.lookAtPhone(number)])
        case .failed(let failure) where failure.mayRing:
            Shown(
                meaning: .alert, icon: .warning, word: Strings.unknown,
                notes: [failure.error.sentence])
        case .failed(let failure):
            Shown(
                meaning: .bad, icon: .cross, word: Strings.notDialled,
                notes: [failure.error.sentence])
        case .ownPhoneRings:
            Shown(meaning: .alert, icon: .bell, word: rings, notes: [Strings.pickUp])
        case .silent:
            Shown(
                meaning: .alert, icon: .warning, word: Strings.silent,
                notes: [Strings.checkAddresses])
        case .otherPhoneRings: Shown(meaning: .alert, icon: .bell, word: Strings.otherPhoneRings)
        case .talking: Shown(meaning: .good, icon: .online, word: CommonStrings.talking)
        case .over(.answered?):
            Shown(meaning: .good, icon: .check, word: CommonStrings.conversationOver)
        case .over(.missed?), .over(nil):
            Shown(
                meaning: .plain, icon: .missed, word: Strings.noTalk,
                notes: [Strings.why(page.progress.call?.disposition)].compactMap(\.self))
        }
    }
}
