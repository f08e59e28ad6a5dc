-- Perfex CRM and Perfectum: leads. The numbers are the ids of the gateway's statuses: see “Lead statuses”.
SELECT JSON_OBJECT('external_id', l.id, 'name', COALESCE(NULLIF(TRIM(l.name), ''), l.company, l.id),
    'status', CASE WHEN l.junk = 1 THEN 5 WHEN l.lost = 1 THEN 4
        WHEN l.date_converted IS NOT NULL THEN 3 ELSE 2 END,
    'responsible', NULLIF(l.assigned, 0), 'phones', JSON_ARRAY(l.phonenumber))
FROM tblleads AS l;
