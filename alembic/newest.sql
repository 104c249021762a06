CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0056_plans_restored');
CREATE TABLE "api_tokens" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	label TEXT NOT NULL,
	token_hash VARCHAR(64) NOT NULL,
	created_at DATETIME NOT NULL,
	revoked_at DATETIME,
	scope VARCHAR(32) NOT NULL, expires_at DATETIME, used_at DATETIME,
	CONSTRAINT fk_api_tokens_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_api_tokens_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_api_tokens PRIMARY KEY (id),
	CONSTRAINT uq_api_tokens_token_hash UNIQUE (token_hash)
);
CREATE TABLE "approvals" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	version_id CHAR(32) NOT NULL,
	content_hash VARCHAR(64) NOT NULL,
	approver_id CHAR(32),
	approver_name TEXT NOT NULL,
	approved_at DATETIME NOT NULL,
	alone BOOLEAN DEFAULT 0 NOT NULL, delegation_id CHAR(32), on_behalf_of_id CHAR(32), on_behalf_of TEXT,
	CONSTRAINT fk_approvals_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_approvals_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_approvals PRIMARY KEY (id),
	CONSTRAINT uq_approvals_version_id UNIQUE (version_id)
);
CREATE TABLE as_run (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	station_id CHAR(32) NOT NULL,
	sequence INTEGER NOT NULL,
	occurrence_id CHAR(32) NOT NULL,
	output TEXT NOT NULL,
	state VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	planned_at DATETIME NOT NULL,
	reason VARCHAR(32),
	started_at DATETIME,
	start_error_ms INTEGER,
	seconds DOUBLE,
	fault TEXT,
	audio_sha256 VARCHAR(64),
	content_hash VARCHAR(64) NOT NULL,
	received_at DATETIME NOT NULL, kind VARCHAR(32) DEFAULT 'programme' NOT NULL, title TEXT DEFAULT '' NOT NULL, approved_by TEXT DEFAULT '' NOT NULL, peak_dbfs DOUBLE, output_kind TEXT,
	CONSTRAINT fk_as_run_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_as_run_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_as_run PRIMARY KEY (id)
);
CREATE TABLE attempts (
	"key" VARCHAR(80) NOT NULL,
	failures INTEGER NOT NULL,
	last_at DATETIME NOT NULL,
	CONSTRAINT pk_attempts PRIMARY KEY ("key")
);
CREATE TABLE "audit_events" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_kind VARCHAR(32) NOT NULL,
	actor_id CHAR(32),
	actor VARCHAR(64) NOT NULL,
	act VARCHAR(64) NOT NULL,
	subject VARCHAR(32) NOT NULL,
	subject_id VARCHAR(64) NOT NULL,
	facts JSON NOT NULL,
	previous VARCHAR(64) NOT NULL,
	hash VARCHAR(64) NOT NULL,
	CONSTRAINT pk_audit_events PRIMARY KEY (id),
	CONSTRAINT uq_audit_events_commune_id_number UNIQUE (commune_id, number)
);
CREATE TABLE audit_heads (
	commune_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	hash VARCHAR(64) NOT NULL, removal BLOB,
	CONSTRAINT pk_audit_heads PRIMARY KEY (commune_id)
);
CREATE TABLE audit_names (
	actor VARCHAR(64) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	actor_kind VARCHAR(32) NOT NULL,
	actor_id CHAR(32),
	name TEXT,
	salt VARCHAR(64),
	CONSTRAINT pk_audit_names PRIMARY KEY (actor)
);
CREATE TABLE banners (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	version_id CHAR(32) NOT NULL,
	format VARCHAR(32) NOT NULL,
	zone_id CHAR(32) NOT NULL,
	place TEXT NOT NULL,
	hung_on DATE NOT NULL,
	taken_down_on DATE,
	photo_sha256 VARCHAR(64),
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	removed_at DATETIME,
	CONSTRAINT fk_banners_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_banners_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT fk_banners_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id),
	CONSTRAINT pk_banners PRIMARY KEY (id)
);
CREATE TABLE "bulletin_versions" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	bulletin_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	state VARCHAR(32) NOT NULL,
	title TEXT NOT NULL,
	kind VARCHAR(32) NOT NULL,
	theme VARCHAR(32) NOT NULL,
	priority VARCHAR(32) NOT NULL,
	zones JSON NOT NULL,
	valid_from DATETIME,
	valid_to DATETIME,
	legal_basis JSON NOT NULL,
	script TEXT NOT NULL,
	folded TEXT NOT NULL,
	spoken JSON,
	voices JSON,
	prosody JSON,
	content_hash VARCHAR(64),
	created_at DATETIME NOT NULL,
	created_by TEXT NOT NULL,
	updated_at DATETIME NOT NULL,
	lexicon JSON DEFAULT '[]' NOT NULL,
	cheerful BOOLEAN NOT NULL, issuer JSON, language VARCHAR(32) DEFAULT 'vi' NOT NULL, by_title TEXT DEFAULT '' NOT NULL,
	CONSTRAINT fk_bulletin_versions_bulletin_id FOREIGN KEY(bulletin_id) REFERENCES bulletins (id),
	CONSTRAINT fk_bulletin_versions_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_bulletin_versions PRIMARY KEY (id),
	CONSTRAINT uq_bulletin_versions_bulletin_id_number UNIQUE (bulletin_id, number)
);
CREATE TABLE bulletins (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	latest_number INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	created_by TEXT NOT NULL,
	CONSTRAINT fk_bulletins_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_bulletins PRIMARY KEY (id)
);
CREATE TABLE campaign_steps (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	campaign_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	days INTEGER NOT NULL,
	unit VARCHAR(32) NOT NULL,
	basis TEXT NOT NULL,
	together TEXT,
	beyond BOOLEAN NOT NULL,
	fixed DATE,
	first_date DATE NOT NULL,
	last_date DATE NOT NULL,
	times JSON NOT NULL,
	lead_days INTEGER NOT NULL,
	script TEXT NOT NULL,
	names_reason TEXT NOT NULL,
	pieces JSON NOT NULL,
	CONSTRAINT fk_campaign_steps_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaigns (id),
	CONSTRAINT fk_campaign_steps_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_campaign_steps PRIMARY KEY (id),
	CONSTRAINT uq_campaign_steps_campaign_id_code UNIQUE (campaign_id, code)
);
CREATE TABLE campaign_tasks (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	step_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	who TEXT NOT NULL,
	what TEXT NOT NULL,
	"before" INTEGER,
	due DATE NOT NULL,
	done_at DATETIME,
	done_by TEXT,
	CONSTRAINT fk_campaign_tasks_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_campaign_tasks_step_id FOREIGN KEY(step_id) REFERENCES campaign_steps (id),
	CONSTRAINT pk_campaign_tasks PRIMARY KEY (id)
);
CREATE TABLE campaigns (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title TEXT NOT NULL,
	first_date DATE NOT NULL,
	last_date DATE,
	officer_name TEXT NOT NULL,
	hotline TEXT NOT NULL,
	place TEXT NOT NULL,
	legal_basis JSON NOT NULL,
	zones JSON NOT NULL,
	amounts JSON NOT NULL,
	revision INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	created_by TEXT NOT NULL,
	updated_at DATETIME NOT NULL,
	removed_at DATETIME,
	CONSTRAINT fk_campaigns_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_campaigns PRIMARY KEY (id)
);
CREATE TABLE commune_choices (
	commune_id CHAR(32) NOT NULL,
	engines JSON NOT NULL,
	accent VARCHAR(32) NOT NULL,
	presenter_1 TEXT NOT NULL,
	presenter_2 TEXT NOT NULL,
	profile VARCHAR(32) NOT NULL,
	pack_hour INTEGER NOT NULL,
	pack_formats JSON NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_commune_choices_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_commune_choices PRIMARY KEY (commune_id)
);
CREATE TABLE commune_keys (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	public_key BLOB NOT NULL,
	private_key BLOB NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT fk_commune_keys_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_commune_keys PRIMARY KEY (id),
	CONSTRAINT uq_commune_keys_commune_id UNIQUE (commune_id)
);
CREATE TABLE "communes" (
	id CHAR(32) NOT NULL,
	name TEXT NOT NULL,
	is_sandbox BOOLEAN NOT NULL,
	created_at DATETIME NOT NULL,
	one_officer BOOLEAN DEFAULT 0 NOT NULL, home_id CHAR(32), closed_at DATETIME,
	CONSTRAINT pk_communes PRIMARY KEY (id)
);
CREATE TABLE day_pack_pulls (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	pack_id CHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	"by" TEXT NOT NULL,
	CONSTRAINT fk_day_pack_pulls_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_day_pack_pulls_pack_id FOREIGN KEY(pack_id) REFERENCES day_packs (id),
	CONSTRAINT pk_day_pack_pulls PRIMARY KEY (id)
);
CREATE TABLE day_packs (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	day DATE NOT NULL,
	version INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	made_at DATETIME NOT NULL,
	made_by TEXT NOT NULL,
	delivered_at DATETIME,
	fault TEXT, version_ids JSON DEFAULT '[]' NOT NULL,
	CONSTRAINT fk_day_packs_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_day_packs PRIMARY KEY (id),
	CONSTRAINT uq_day_packs_commune_id_day_version UNIQUE (commune_id, day, version)
);
CREATE TABLE delegations (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	giver_id CHAR(32) NOT NULL,
	deputy_id CHAR(32) NOT NULL,
	starts_at DATETIME NOT NULL,
	ends_at DATETIME NOT NULL,
	reason TEXT NOT NULL,
	made_at DATETIME NOT NULL,
	ended_at DATETIME,
	CONSTRAINT fk_delegations_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_delegations_deputy_id FOREIGN KEY(deputy_id) REFERENCES people (id),
	CONSTRAINT fk_delegations_giver_id FOREIGN KEY(giver_id) REFERENCES people (id),
	CONSTRAINT pk_delegations PRIMARY KEY (id)
);
CREATE TABLE "emergencies" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	sort VARCHAR(32) NOT NULL,
	correction_of CHAR(32),
	identifier TEXT NOT NULL,
	sender TEXT NOT NULL,
	sent DATETIME NOT NULL,
	status VARCHAR(32) NOT NULL,
	msg_type VARCHAR(32) NOT NULL,
	"references" JSON NOT NULL,
	hazard VARCHAR(32) NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	spoken TEXT NOT NULL,
	zone_ids JSON NOT NULL,
	repeat_every_s INTEGER NOT NULL,
	times INTEGER,
	ends_at DATETIME NOT NULL,
	resume VARCHAR(32) NOT NULL,
	repeat_from TIME,
	repeat_to TIME,
	state VARCHAR(32) NOT NULL,
	audio JSON,
	content_hash VARCHAR(64) NOT NULL,
	idempotency_key VARCHAR(200),
	request VARCHAR(64),
	started_by TEXT NOT NULL,
	started_by_id CHAR(32),
	confirmed_by TEXT,
	began_at DATETIME,
	ended_at DATETIME,
	ended_by TEXT,
	end_reason TEXT,
	part INTEGER NOT NULL,
	begins_at DATETIME, seal BLOB, sealed_until DATETIME,
	CONSTRAINT fk_emergencies_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_emergencies_correction_of FOREIGN KEY(correction_of) REFERENCES emergencies (id),
	CONSTRAINT pk_emergencies PRIMARY KEY (id),
	CONSTRAINT uq_emergencies_commune_id_idempotency_key UNIQUE (commune_id, idempotency_key),
	CONSTRAINT uq_emergencies_commune_id_sender_identifier_part UNIQUE (commune_id, sender, identifier, part)
);
CREATE TABLE emergency_pins (
	person_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	salt BLOB NOT NULL,
	hash BLOB NOT NULL,
	set_at DATETIME NOT NULL,
	attempts INTEGER NOT NULL,
	window_from DATETIME NOT NULL,
	CONSTRAINT fk_emergency_pins_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_emergency_pins_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_emergency_pins PRIMARY KEY (person_id)
);
CREATE TABLE emergency_rules (
	commune_id CHAR(32) NOT NULL,
	two_persons BOOLEAN NOT NULL,
	repeat_from TIME,
	repeat_to TIME,
	resume VARCHAR(32) NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_emergency_rules_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_emergency_rules PRIMARY KEY (commune_id)
);
CREATE TABLE ended_documents (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	number TEXT NOT NULL,
	ended_on DATE NOT NULL,
	successor TEXT NOT NULL,
	entered_at DATETIME NOT NULL,
	entered_by TEXT NOT NULL,
	CONSTRAINT fk_ended_documents_commune_id_communes FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_ended_documents PRIMARY KEY (id),
	CONSTRAINT uq_ended_documents_commune_id_number UNIQUE (commune_id, number)
);
CREATE TABLE enrolment_codes (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	station_id CHAR(32) NOT NULL,
	lookup VARCHAR(64) NOT NULL,
	"key" BLOB,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	used_at DATETIME,
	CONSTRAINT fk_enrolment_codes_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_enrolment_codes_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_enrolment_codes PRIMARY KEY (id),
	CONSTRAINT uq_enrolment_codes_lookup UNIQUE (lookup)
);
CREATE TABLE fault_alarms (
	fault_id CHAR(32) NOT NULL,
	channel VARCHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	sent_at DATETIME NOT NULL,
	CONSTRAINT fk_fault_alarms_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_fault_alarms_fault_id FOREIGN KEY(fault_id) REFERENCES faults (id),
	CONSTRAINT pk_fault_alarms PRIMARY KEY (fault_id, channel)
);
CREATE TABLE faults (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	station_id CHAR(32),
	output TEXT NOT NULL,
	code VARCHAR(64) NOT NULL,
	since DATETIME NOT NULL,
	seen_at DATETIME NOT NULL,
	ended_at DATETIME,
	accepted_at DATETIME,
	accepted_by TEXT,
	CONSTRAINT fk_faults_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_faults_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_faults PRIMARY KEY (id)
);
CREATE TABLE former_tokens (
	token_hash VARCHAR(64) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	station_id CHAR(32) NOT NULL,
	ended_at DATETIME NOT NULL,
	CONSTRAINT fk_former_tokens_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_former_tokens_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_former_tokens PRIMARY KEY (token_hash)
);
CREATE TABLE heartbeats (
	station_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	received_at DATETIME NOT NULL,
	heartbeat JSON NOT NULL, run_before CHAR(32),
	CONSTRAINT fk_heartbeats_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_heartbeats_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_heartbeats PRIMARY KEY (station_id)
);
CREATE TABLE holidays (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	name TEXT NOT NULL,
	calendar VARCHAR(32) NOT NULL,
	month INTEGER NOT NULL,
	day INTEGER NOT NULL,
	days INTEGER NOT NULL,
	year INTEGER,
	is_worked BOOLEAN NOT NULL,
	source TEXT NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	removed_at DATETIME,
	CONSTRAINT fk_holidays_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_holidays PRIMARY KEY (id)
);
CREATE TABLE invitations (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	code_hash VARCHAR(64) NOT NULL,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	ended_at DATETIME,
	CONSTRAINT fk_invitations_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_invitations_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_invitations PRIMARY KEY (id),
	CONSTRAINT uq_invitations_code_hash UNIQUE (code_hash)
);
CREATE TABLE letter_templates (
	commune_id CHAR(32) NOT NULL,
	letter VARCHAR(32) NOT NULL,
	name TEXT NOT NULL,
	data BLOB NOT NULL,
	brought_at DATETIME NOT NULL,
	brought_by TEXT NOT NULL,
	CONSTRAINT fk_letter_templates_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_letter_templates PRIMARY KEY (commune_id, letter)
);
CREATE TABLE lexicon_entries (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	layer VARCHAR(32) NOT NULL,
	written TEXT NOT NULL,
	spoken TEXT NOT NULL,
	any_case BOOLEAN NOT NULL,
	"key" TEXT NOT NULL,
	folded TEXT NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_lexicon_entries_commune_id_communes FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_lexicon_entries PRIMARY KEY (id),
	CONSTRAINT uq_lexicon_entries_commune_id_layer_key UNIQUE (commune_id, layer, "key")
);
CREATE TABLE lexicons (
	commune_id CHAR(32) NOT NULL,
	revision INTEGER NOT NULL,
	CONSTRAINT fk_lexicons_commune_id_communes FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_lexicons PRIMARY KEY (commune_id)
);
CREATE TABLE manifests (
	station_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	content VARCHAR(64) NOT NULL,
	signed BLOB NOT NULL,
	digest VARCHAR(64) NOT NULL,
	issued_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	CONSTRAINT fk_manifests_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_manifests_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_manifests PRIMARY KEY (station_id)
);
CREATE TABLE mourning_periods (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	name TEXT NOT NULL,
	starts_at DATETIME NOT NULL,
	ends_at DATETIME NOT NULL,
	source TEXT NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	removed_at DATETIME,
	CONSTRAINT fk_mourning_periods_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_mourning_periods PRIMARY KEY (id)
);
CREATE TABLE occurrence_moves (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	occurrence_id CHAR(32) NOT NULL,
	"before" VARCHAR(32) NOT NULL,
	"after" VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	reason TEXT,
	"by" TEXT NOT NULL,
	CONSTRAINT fk_occurrence_moves_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_occurrence_moves_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrences (id),
	CONSTRAINT pk_occurrence_moves PRIMARY KEY (id)
);
CREATE TABLE "occurrences" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	slot_id CHAR(32) NOT NULL,
	starts_at DATETIME NOT NULL,
	state VARCHAR(32) NOT NULL,
	reason VARCHAR(32),
	version_ids JSON NOT NULL,
	left_out JSON NOT NULL,
	zone_ids JSON NOT NULL,
	content_hash VARCHAR(64),
	rendering_id CHAR(32),
	length_s DOUBLE NOT NULL,
	updated_at DATETIME NOT NULL,
	day DATE NOT NULL,
	part INTEGER NOT NULL,
	cheerful BOOLEAN NOT NULL, heard_s DOUBLE, is_written BOOLEAN,
	CONSTRAINT fk_occurrences_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_occurrences_rendering_id FOREIGN KEY(rendering_id) REFERENCES renderings (id),
	CONSTRAINT fk_occurrences_slot_id FOREIGN KEY(slot_id) REFERENCES slots (id),
	CONSTRAINT pk_occurrences PRIMARY KEY (id)
);
CREATE TABLE passkeys (
	id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	credential_id VARCHAR(1400) NOT NULL,
	public_key BLOB NOT NULL,
	sign_count BIGINT NOT NULL,
	label TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	used_at DATETIME,
	CONSTRAINT fk_passkeys_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_passkeys_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_passkeys PRIMARY KEY (id),
	CONSTRAINT uq_passkeys_credential_id UNIQUE (credential_id)
);
CREATE TABLE passwords (
	person_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	hash TEXT NOT NULL,
	set_at DATETIME NOT NULL,
	CONSTRAINT fk_passwords_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_passwords_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_passwords PRIMARY KEY (person_id)
);
CREATE TABLE "people" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	name TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	left_at DATETIME,
	roles JSON NOT NULL,
	may_alarm BOOLEAN NOT NULL,
	revision INTEGER NOT NULL,
	login VARCHAR(80) NOT NULL,
	CONSTRAINT fk_people_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_people PRIMARY KEY (id),
	CONSTRAINT uq_people_login UNIQUE (login)
);
CREATE TABLE plan_reporting (
	commune_id CHAR(32) NOT NULL,
	deadlines JSON NOT NULL,
	remind_days INTEGER NOT NULL,
	sent JSON NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_plan_reporting_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_plan_reporting PRIMARY KEY (commune_id)
);
CREATE TABLE plannings (
	commune_id CHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT fk_plannings_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_plannings PRIMARY KEY (commune_id)
);
CREATE TABLE "plans" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	year INTEGER NOT NULL,
	dated DATE,
	number TEXT NOT NULL,
	title TEXT NOT NULL,
	goals TEXT NOT NULL,
	audience TEXT NOT NULL,
	updated_by TEXT NOT NULL,
	legal_basis JSON NOT NULL,
	themes JSON NOT NULL,
	channels JSON NOT NULL,
	tasks JSON NOT NULL,
	officers JSON NOT NULL,
	bodies JSON NOT NULL,
	zones JSON NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	recorded_at DATETIME NOT NULL,
	removed_at DATETIME,
	CONSTRAINT fk_plans_commune_id_communes FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_plans PRIMARY KEY (id)
);
CREATE TABLE poverty_standards (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	area VARCHAR(32) NOT NULL,
	amount_vnd INTEGER NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE NOT NULL,
	source TEXT NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_poverty_standards_commune_id_communes FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_poverty_standards PRIMARY KEY (id)
);
CREATE TABLE practices (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	began_at DATETIME NOT NULL,
	CONSTRAINT fk_practices_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_practices_id FOREIGN KEY(id) REFERENCES people (id),
	CONSTRAINT fk_practices_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_practices PRIMARY KEY (id),
	CONSTRAINT uq_practices_commune_id_person_id UNIQUE (commune_id, person_id)
);
CREATE TABLE public_pages (
	commune_id CHAR(32) NOT NULL,
	is_open BOOLEAN NOT NULL,
	contact TEXT NOT NULL,
	reply_days INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_public_pages_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_public_pages PRIMARY KEY (commune_id)
);
CREATE TABLE publication_airings (
	occurrence_id CHAR(32) NOT NULL,
	version_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	slot_id CHAR(32) NOT NULL,
	starts_at DATETIME NOT NULL,
	theme VARCHAR(32) NOT NULL,
	counts BOOLEAN NOT NULL,
	CONSTRAINT fk_publication_airings_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_publication_airings_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrences (id),
	CONSTRAINT fk_publication_airings_slot_id FOREIGN KEY(slot_id) REFERENCES slots (id),
	CONSTRAINT fk_publication_airings_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_publication_airings PRIMARY KEY (occurrence_id, version_id)
);
CREATE TABLE publications (
	version_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	bulletin_id CHAR(32) NOT NULL,
	title TEXT NOT NULL,
	theme VARCHAR(32) NOT NULL,
	zones JSON NOT NULL,
	sentences JSON NOT NULL,
	folded TEXT NOT NULL,
	valid_to DATETIME,
	leaves_at DATETIME,
	first_at DATETIME NOT NULL,
	last_at DATETIME NOT NULL,
	airings INTEGER NOT NULL,
	held VARCHAR(32),
	rendering_id CHAR(32),
	CONSTRAINT fk_publications_bulletin_id FOREIGN KEY(bulletin_id) REFERENCES bulletins (id),
	CONSTRAINT fk_publications_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_publications_rendering_id FOREIGN KEY(rendering_id) REFERENCES renderings (id),
	CONSTRAINT fk_publications_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_publications PRIMARY KEY (version_id)
);
CREATE TABLE recalls (
	version_id CHAR(32) NOT NULL,
	station_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT fk_recalls_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_recalls_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT fk_recalls_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_recalls PRIMARY KEY (version_id, station_id)
);
CREATE TABLE "recordings" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	version_id CHAR(32),
	name TEXT NOT NULL,
	audio_sha256 VARCHAR(64) NOT NULL,
	seconds DOUBLE NOT NULL,
	warnings JSON NOT NULL,
	created_at DATETIME NOT NULL,
	created_by TEXT NOT NULL,
	name_key TEXT NOT NULL,
	retired_at DATETIME, created_by_id CHAR(32), ends_at DATETIME,
	CONSTRAINT fk_recordings_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_recordings_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_recordings PRIMARY KEY (id)
);
CREATE TABLE recovery_codes (
	id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	code_hash VARCHAR(64) NOT NULL,
	made_at DATETIME NOT NULL,
	used_at DATETIME,
	CONSTRAINT fk_recovery_codes_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_recovery_codes_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_recovery_codes PRIMARY KEY (id),
	CONSTRAINT uq_recovery_codes_code_hash UNIQUE (code_hash)
);
CREATE TABLE regulations (
	commune_id CHAR(32) NOT NULL,
	number TEXT NOT NULL,
	dated DATE NOT NULL,
	quiet_from TIME NOT NULL,
	quiet_to TIME NOT NULL,
	daily_minutes INTEGER,
	slot_minutes INTEGER,
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	CONSTRAINT fk_regulations_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_regulations PRIMARY KEY (commune_id)
);
CREATE TABLE remarks (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	receipt VARCHAR(20) NOT NULL,
	state VARCHAR(32) NOT NULL,
	text TEXT NOT NULL,
	sender TEXT NOT NULL,
	telephone TEXT NOT NULL,
	has_link BOOLEAN NOT NULL,
	sent_at DATETIME NOT NULL,
	reply_by DATE NOT NULL,
	answer TEXT NOT NULL,
	shown TEXT,
	closed_at DATETIME,
	closed_by TEXT NOT NULL,
	revision INTEGER NOT NULL,
	CONSTRAINT fk_remarks_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_remarks PRIMARY KEY (id),
	CONSTRAINT uq_remarks_receipt UNIQUE (receipt)
);
CREATE TABLE renderings (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	"order" JSON NOT NULL,
	content_hash VARCHAR(64) NOT NULL,
	profile TEXT NOT NULL,
	state VARCHAR(32) NOT NULL,
	progress DOUBLE NOT NULL,
	lease CHAR(32),
	lease_until DATETIME,
	mp3_sha256 VARCHAR(64),
	mp3_size INTEGER,
	wav_sha256 VARCHAR(64),
	wav_size INTEGER,
	peaks_sha256 VARCHAR(64),
	timings_sha256 VARCHAR(64),
	result JSON,
	failure JSON,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL, signature BLOB,
	CONSTRAINT fk_renderings_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_renderings PRIMARY KEY (id),
	CONSTRAINT uq_renderings_commune_id_content_hash_profile UNIQUE (commune_id, content_hash, profile)
);
CREATE TABLE setup_codes (
	id CHAR(32) NOT NULL,
	code_hash VARCHAR(64) NOT NULL,
	created_at DATETIME NOT NULL,
	attempts INTEGER NOT NULL,
	window_from DATETIME NOT NULL,
	used_at DATETIME,
	CONSTRAINT pk_setup_codes PRIMARY KEY (id)
);
CREATE TABLE "sign_ins" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	token_hash VARCHAR(64) NOT NULL,
	device_hash VARCHAR(64) NOT NULL,
	label TEXT NOT NULL,
	address TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	used_at DATETIME NOT NULL,
	ended_at DATETIME,
	proved_at DATETIME NOT NULL,
	second_at DATETIME,
	awaits_second BOOLEAN NOT NULL,
	practises_as CHAR(32),
	CONSTRAINT fk_sign_ins_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_sign_ins_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_sign_ins_practises_as FOREIGN KEY(practises_as) REFERENCES people (id),
	CONSTRAINT pk_sign_ins PRIMARY KEY (id),
	CONSTRAINT uq_sign_ins_token_hash UNIQUE (token_hash)
);
CREATE TABLE silences (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	act VARCHAR(32) NOT NULL,
	subject CHAR(32) NOT NULL,
	also JSON NOT NULL,
	at DATETIME NOT NULL,
	"by" TEXT NOT NULL,
	by_id CHAR(32),
	reason TEXT NOT NULL,
	kept_at DATETIME NOT NULL,
	lifted_at DATETIME,
	CONSTRAINT fk_silences_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_silences PRIMARY KEY (id)
);
CREATE TABLE slot_edits (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	slot_id CHAR(32) NOT NULL,
	day DATE NOT NULL,
	moved_to DATETIME,
	bulletin_ids JSON,
	is_cancelled BOOLEAN NOT NULL,
	reason TEXT NOT NULL,
	made_at DATETIME NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT fk_slot_edits_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_slot_edits_slot_id FOREIGN KEY(slot_id) REFERENCES slots (id),
	CONSTRAINT pk_slot_edits PRIMARY KEY (id),
	CONSTRAINT uq_slot_edits_slot_id_day UNIQUE (slot_id, day)
);
CREATE TABLE "slots" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	title TEXT NOT NULL,
	rrule TEXT NOT NULL,
	at TIME NOT NULL,
	first_date DATE NOT NULL,
	last_date DATE,
	zones JSON NOT NULL,
	template TEXT NOT NULL,
	bulletin_ids JSON NOT NULL,
	priority VARCHAR(32) NOT NULL,
	late_grace_s INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	created_by TEXT NOT NULL,
	ended_at DATETIME,
	kind VARCHAR(32) NOT NULL,
	except_dates JSON NOT NULL,
	extra_dates JSON NOT NULL,
	lunar JSON NOT NULL,
	choice VARCHAR(32) NOT NULL,
	variants JSON NOT NULL,
	overrun_s INTEGER NOT NULL,
	late VARCHAR(32) NOT NULL,
	revision INTEGER NOT NULL,
	duration_s INTEGER,
	continues_id CHAR(32),
	updated_at DATETIME NOT NULL,
	CONSTRAINT fk_slots_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_slots PRIMARY KEY (id)
);
CREATE TABLE soundings (
	occurrence_id CHAR(32) NOT NULL,
	station_id CHAR(32) NOT NULL,
	output TEXT NOT NULL,
	commune_id CHAR(32) NOT NULL,
	sequence INTEGER NOT NULL,
	state VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	reason VARCHAR(32),
	fault TEXT,
	seconds DOUBLE,
	CONSTRAINT fk_soundings_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_soundings_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrences (id),
	CONSTRAINT fk_soundings_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_soundings PRIMARY KEY (occurrence_id, station_id, output)
);
CREATE TABLE station_orders (
	station_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	version BIGINT NOT NULL,
	content VARCHAR(64) NOT NULL,
	issued_at DATETIME NOT NULL,
	CONSTRAINT fk_station_orders_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_station_orders_station_id FOREIGN KEY(station_id) REFERENCES stations (id),
	CONSTRAINT pk_station_orders PRIMARY KEY (station_id)
);
CREATE TABLE "stations" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	name TEXT NOT NULL,
	token_hash VARCHAR(64) NOT NULL,
	zone_ids JSON NOT NULL,
	outputs JSON NOT NULL,
	created_at DATETIME NOT NULL,
	left_at DATETIME,
	name_key VARCHAR(200) NOT NULL, telephone VARCHAR(20) DEFAULT '' NOT NULL,
	CONSTRAINT fk_stations_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_stations PRIMARY KEY (id),
	CONSTRAINT uq_stations_commune_id_name_key UNIQUE (commune_id, name_key),
	CONSTRAINT uq_stations_token_hash UNIQUE (token_hash)
);
CREATE TABLE totp_secrets (
	person_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	sealed BLOB,
	pending BLOB,
	confirmed_at DATETIME,
	last_step BIGINT NOT NULL,
	CONSTRAINT fk_totp_secrets_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_totp_secrets_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_totp_secrets PRIMARY KEY (person_id)
);
CREATE TABLE training_attendees (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	training_id CHAR(32) NOT NULL,
	zone_id CHAR(32) NOT NULL,
	attendee_name TEXT NOT NULL,
	CONSTRAINT fk_training_attendees_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_training_attendees_training_id FOREIGN KEY(training_id) REFERENCES trainings (id),
	CONSTRAINT fk_training_attendees_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id),
	CONSTRAINT pk_training_attendees PRIMARY KEY (id)
);
CREATE TABLE training_materials (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	training_id CHAR(32) NOT NULL,
	title TEXT NOT NULL,
	address TEXT,
	file_sha256 VARCHAR(64),
	size INTEGER,
	CONSTRAINT fk_training_materials_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_training_materials_training_id FOREIGN KEY(training_id) REFERENCES trainings (id),
	CONSTRAINT pk_training_materials PRIMARY KEY (id)
);
CREATE TABLE "trainings" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	topic TEXT NOT NULL,
	theme VARCHAR(32) NOT NULL,
	held_on DATE NOT NULL,
	at VARCHAR(5) NOT NULL,
	place TEXT NOT NULL,
	trainer_name TEXT NOT NULL,
	groups JSON NOT NULL,
	bulletin_id CHAR(32),
	revision INTEGER NOT NULL,
	updated_at DATETIME NOT NULL,
	updated_by TEXT NOT NULL,
	removed_at DATETIME,
	kind VARCHAR(32) NOT NULL,
	CONSTRAINT fk_trainings_bulletin_id FOREIGN KEY(bulletin_id) REFERENCES bulletins (id),
	CONSTRAINT fk_trainings_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT pk_trainings PRIMARY KEY (id)
);
CREATE TABLE unsaved_texts (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	bulletin_id CHAR(32),
	fields JSON NOT NULL,
	updated_at DATETIME NOT NULL,
	CONSTRAINT fk_unsaved_texts_bulletin_id FOREIGN KEY(bulletin_id) REFERENCES bulletins (id),
	CONSTRAINT fk_unsaved_texts_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_unsaved_texts_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT pk_unsaved_texts PRIMARY KEY (id)
);
CREATE TABLE version_authors (
	version_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	CONSTRAINT fk_version_authors_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_version_authors_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_version_authors_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_version_authors PRIMARY KEY (version_id, person_id)
);
CREATE TABLE version_moves (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	version_id CHAR(32) NOT NULL,
	"before" VARCHAR(32) NOT NULL,
	"after" VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	actor_id CHAR(32),
	actor_name TEXT NOT NULL,
	reason TEXT, notes JSON DEFAULT '[]' NOT NULL,
	CONSTRAINT fk_version_moves_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_version_moves_version_id FOREIGN KEY(version_id) REFERENCES bulletin_versions (id),
	CONSTRAINT pk_version_moves PRIMARY KEY (id)
);
CREATE TABLE "zones" (
	id CHAR(32) NOT NULL,
	commune_id CHAR(32) NOT NULL,
	parent_id CHAR(32),
	level VARCHAR(32) NOT NULL,
	name TEXT NOT NULL,
	path TEXT NOT NULL,
	path_key VARCHAR(1000) NOT NULL,
	created_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	left_at DATETIME,
	merged_into CHAR(32),
	CONSTRAINT fk_zones_commune_id FOREIGN KEY(commune_id) REFERENCES communes (id),
	CONSTRAINT fk_zones_merged_into FOREIGN KEY(merged_into) REFERENCES zones (id),
	CONSTRAINT fk_zones_parent_id FOREIGN KEY(parent_id) REFERENCES zones (id),
	CONSTRAINT pk_zones PRIMARY KEY (id)
);
CREATE TRIGGER faults_update BEFORE UPDATE ON faults WHEN OLD.id IS NOT NEW.id OR OLD.commune_id IS NOT NEW.commune_id OR OLD.station_id IS NOT NEW.station_id OR OLD.output IS NOT NEW.output OR OLD.code IS NOT NEW.code OR OLD.since IS NOT NEW.since OR OLD.seen_at IS NOT NEW.seen_at OR (OLD.ended_at IS NOT NULL AND OLD.ended_at IS NOT NEW.ended_at) OR (OLD.accepted_at IS NOT NULL AND OLD.accepted_at IS NOT NEW.accepted_at) OR (OLD.accepted_by IS NOT NULL AND OLD.accepted_by IS NOT NEW.accepted_by) BEGIN SELECT RAISE(ABORT, 'faults are kept as they were written'); END;
CREATE TRIGGER faults_delete BEFORE DELETE ON faults BEGIN SELECT RAISE(ABORT, 'faults are kept as they were written'); END;
CREATE TRIGGER as_run_update BEFORE UPDATE ON as_run BEGIN SELECT RAISE(ABORT, 'the log is kept as it was written'); END;
CREATE TRIGGER as_run_delete BEFORE DELETE ON as_run BEGIN SELECT RAISE(ABORT, 'the log is kept as it was written'); END;
CREATE TRIGGER approvals_insert BEFORE INSERT ON approvals WHEN (NOT NEW.alone AND EXISTS (SELECT 1 FROM version_authors a WHERE a.version_id = NEW.version_id AND a.person_id = NEW.approver_id)) OR (NOT NEW.alone AND EXISTS (SELECT 1 FROM version_authors a WHERE a.version_id = NEW.version_id AND a.person_id = NEW.on_behalf_of_id)) BEGIN SELECT RAISE(ABORT, 'who wrote it does not approve it'); END;
CREATE TRIGGER approvals_update BEFORE UPDATE ON approvals WHEN (NOT NEW.alone AND EXISTS (SELECT 1 FROM version_authors a WHERE a.version_id = NEW.version_id AND a.person_id = NEW.approver_id)) OR (NOT NEW.alone AND EXISTS (SELECT 1 FROM version_authors a WHERE a.version_id = NEW.version_id AND a.person_id = NEW.on_behalf_of_id)) BEGIN SELECT RAISE(ABORT, 'who wrote it does not approve it'); END;
CREATE TRIGGER approvals_insert_1 BEFORE INSERT ON approvals WHEN (NEW.delegation_id IS NULL) <> (NEW.on_behalf_of_id IS NULL) OR (NEW.delegation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delegations d WHERE d.id = NEW.delegation_id AND d.deputy_id = NEW.approver_id AND d.giver_id = NEW.on_behalf_of_id AND d.commune_id = NEW.commune_id AND d.starts_at <= NEW.approved_at AND NEW.approved_at < d.ends_at AND (d.ended_at IS NULL OR NEW.approved_at < d.ended_at))) BEGIN SELECT RAISE(ABORT, 'nobody lets this deputy approve'); END;
CREATE TRIGGER approvals_update_1 BEFORE UPDATE ON approvals WHEN (NEW.delegation_id IS NULL) <> (NEW.on_behalf_of_id IS NULL) OR (NEW.delegation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delegations d WHERE d.id = NEW.delegation_id AND d.deputy_id = NEW.approver_id AND d.giver_id = NEW.on_behalf_of_id AND d.commune_id = NEW.commune_id AND d.starts_at <= NEW.approved_at AND NEW.approved_at < d.ends_at AND (d.ended_at IS NULL OR NEW.approved_at < d.ended_at))) BEGIN SELECT RAISE(ABORT, 'nobody lets this deputy approve'); END;
CREATE INDEX ix_api_tokens_commune_id ON api_tokens (commune_id);
CREATE INDEX ix_api_tokens_person_id ON api_tokens (person_id);
CREATE INDEX ix_as_run_commune_id_at ON as_run (commune_id, at);
CREATE INDEX ix_as_run_occurrence_id ON as_run (occurrence_id);
CREATE INDEX ix_as_run_station_id_sequence ON as_run (station_id, sequence);
CREATE INDEX ix_attempts_last_at ON attempts (last_at);
CREATE INDEX ix_audit_events_subject_id ON audit_events (subject_id);
CREATE INDEX ix_audit_names_commune_id_actor_id ON audit_names (commune_id, actor_id);
CREATE INDEX ix_banners_commune_id_hung_on ON banners (commune_id, hung_on);
CREATE INDEX ix_bulletin_versions_commune_id_by_title ON bulletin_versions (commune_id, by_title, bulletin_id);
CREATE INDEX ix_bulletin_versions_commune_id_kind ON bulletin_versions (commune_id, kind, bulletin_id);
CREATE INDEX ix_bulletin_versions_commune_id_state ON bulletin_versions (commune_id, state, bulletin_id);
CREATE INDEX ix_bulletin_versions_counted ON bulletin_versions (commune_id, state, theme, kind, bulletin_id, number);
CREATE INDEX ix_bulletins_commune_id_id ON bulletins (commune_id, id);
CREATE INDEX ix_campaign_steps_commune_id ON campaign_steps (commune_id);
CREATE INDEX ix_campaign_tasks_commune_id ON campaign_tasks (commune_id);
CREATE INDEX ix_campaign_tasks_step_id ON campaign_tasks (step_id);
CREATE INDEX ix_campaigns_commune_id ON campaigns (commune_id);
CREATE INDEX ix_day_pack_pulls_pack_id ON day_pack_pulls (pack_id);
CREATE INDEX ix_delegations_commune_id ON delegations (commune_id);
CREATE INDEX ix_delegations_deputy_id ON delegations (deputy_id);
CREATE INDEX ix_emergencies_commune_id_state ON emergencies (commune_id, state);
CREATE INDEX ix_emergencies_correction_of ON emergencies (correction_of);
CREATE INDEX ix_ended_documents_commune_id ON ended_documents (commune_id);
CREATE INDEX ix_enrolment_codes_station_id ON enrolment_codes (station_id);
CREATE INDEX ix_faults_commune_id_id ON faults (commune_id, id);
CREATE INDEX ix_faults_station_id_ended_at ON faults (station_id, ended_at);
CREATE INDEX ix_holidays_commune_id ON holidays (commune_id);
CREATE INDEX ix_invitations_person_id ON invitations (person_id);
CREATE INDEX ix_lexicon_entries_commune_id_id ON lexicon_entries (commune_id, id);
CREATE INDEX ix_mourning_periods_commune_id ON mourning_periods (commune_id);
CREATE INDEX ix_occurrence_moves_occurrence_id ON occurrence_moves (occurrence_id);
CREATE INDEX ix_occurrences_commune_id_starts_at ON occurrences (commune_id, starts_at);
CREATE INDEX ix_occurrences_slot_id_length_s ON occurrences (slot_id, length_s);
CREATE INDEX ix_passkeys_person_id ON passkeys (person_id);
CREATE INDEX ix_people_commune_id ON people (commune_id);
CREATE INDEX ix_poverty_standards_commune_id ON poverty_standards (commune_id);
CREATE INDEX ix_practices_person_id ON practices (person_id);
CREATE INDEX ix_publication_airings_commune_id_theme ON publication_airings (commune_id, theme, counts, starts_at);
CREATE INDEX ix_publication_airings_version_id_starts_at ON publication_airings (version_id, starts_at);
CREATE INDEX ix_publications_shown ON publications (commune_id, held, last_at, version_id, leaves_at);
CREATE INDEX ix_recordings_version_id ON recordings (version_id);
CREATE INDEX ix_recovery_codes_person_id ON recovery_codes (person_id);
CREATE INDEX ix_remarks_commune_id_id ON remarks (commune_id, id);
CREATE INDEX ix_renderings_state_lease_until ON renderings (state, lease_until);
CREATE INDEX ix_sign_ins_person_id ON sign_ins (person_id);
CREATE INDEX ix_silences_commune_id_kept_at ON silences (commune_id, kept_at);
CREATE INDEX ix_slots_commune_id_id ON slots (commune_id, id);
CREATE INDEX ix_training_attendees_training_id ON training_attendees (training_id);
CREATE INDEX ix_training_materials_training_id ON training_materials (training_id);
CREATE INDEX ix_trainings_commune_id_held_on ON trainings (commune_id, held_on);
CREATE INDEX ix_unsaved_texts_person_id_bulletin_id ON unsaved_texts (person_id, bulletin_id);
CREATE INDEX ix_version_moves_version_id ON version_moves (version_id);
CREATE INDEX ix_zones_parent_id ON zones (parent_id);
CREATE UNIQUE INDEX uq_occurrences_slot_id_day_part ON occurrences (slot_id, day, part) WHERE state IN ('planned', 'prepared');
CREATE UNIQUE INDEX uq_plans_commune_id_year ON plans (commune_id, year) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX uq_recordings_commune_id_name_key ON recordings (commune_id, name_key) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX uq_zones_commune_id_path_key ON zones (commune_id, path_key) WHERE left_at IS NULL;
