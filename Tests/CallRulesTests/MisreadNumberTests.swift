import CallRules
import Testing

@Suite("Phones that 0.6.0 misread")
struct MisreadNumberTests {
    /// The right ones are those of libphonenumber 9.0 for the regions RU, KZ and BY.
    @Test(
        "A national number behind a plus is the number that was meant",
        arguments: [
            ("+89123456789", "+79123456789"), ("+87771234567", "+77771234567"),
            ("+87172123456", "+77172123456"), ("+88005553535", "+78005553535"),
            ("+83431234567", "+73431234567"), ("+88461234567", "+78461234567"),
            ("+80294911911", "+375294911911"), ("+80172123456", "+375172123456"),
            ("+80331234567", "+375331234567"), ("+80441234567", "+375441234567"),
            ("+87471234567", "+77471234567"),
        ])
    func meant(stored: String, expected: String) {
        #expect(MisreadNumber.meant(by: stored) == expected)
        #expect(PhoneNumber(expected).e164 == expected)
        #expect(MisreadNumber.meant(by: expected) == nil)
    }

    @Test(
        "Numbers of other countries stay, and so does what nobody can tell",
        arguments: [
            "+84951234567", "+81312345678", "+8613812345678", "+380501234567", "+88012345678",
            "+80012345678", "+87012345678", "+88912345678", "+80251234567", "+8912345678",
            "+891234567890", "",
            "89123456789",
        ])
    func unknown(stored: String) {
        #expect(MisreadNumber.meant(by: stored) == nil)
    }
}
