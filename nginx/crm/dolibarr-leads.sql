-- Dolibarr 13 to 20: prospects. The numbers are the ids of the gateway's statuses: see “Lead statuses”.
SELECT JSON_OBJECT('external_id', s.rowid, 'name', COALESCE(NULLIF(s.nom, ''), s.rowid),
    'status', CASE s.fk_stcomm WHEN -1 THEN 4 WHEN 0 THEN 1 ELSE 2 END,
    'responsible', (SELECT MIN(u.login) FROM llx_societe_commerciaux AS c
        JOIN llx_user AS u ON u.rowid = c.fk_user WHERE c.fk_soc = s.rowid),
    'phones', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(n.phone) FROM (
            SELECT rowid AS fk_soc, phone FROM llx_societe
            UNION ALL SELECT fk_soc, phone_mobile FROM llx_socpeople WHERE statut = 1
            UNION ALL SELECT fk_soc, phone FROM llx_socpeople WHERE statut = 1) AS n
        WHERE n.fk_soc = s.rowid), '[]'), '$'))
FROM llx_societe AS s WHERE s.client = 2 AND s.status = 1;
