extension Migrations {
    static let reasons = """
        -- A JSON list of {"code": …} with what the code leaves open; null: nothing to say, or a row
        -- of version 0.6.0 and before, whose words stand in reason.
        ALTER TABLE webhook_message ADD COLUMN reasons TEXT CHECK (reasons IS NULL OR json_valid(reasons));

        -- What the code of an error leaves open, a JSON object; null: no error, or a row of version
        -- 0.6.0 and before, which kept words instead. Beside details the words are empty.
        ALTER TABLE dialling ADD COLUMN trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details));
        ALTER TABLE recording ADD COLUMN trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details));
        ALTER TABLE comparison ADD COLUMN cause_details TEXT CHECK (cause_details IS NULL OR json_valid(cause_details));
        ALTER TABLE connection_check ADD COLUMN cause TEXT CHECK (cause <> '');
        ALTER TABLE connection_check ADD COLUMN cause_details TEXT CHECK (cause_details IS NULL OR json_valid(cause_details));
        """
}
