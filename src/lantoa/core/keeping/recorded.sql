-- Written by `make tables` from the migrations; lantoa.core.keeping.recorded lays it.
-- migration: access 0001_initial
-- migration: access 0002_no_overlap
-- migration: access 0003_reorganisation
-- migration: account 0001_initial
-- migration: account 0002_email_max_length
-- migration: account 0003_alter_emailaddress_create_unique_verified_email
-- migration: account 0004_alter_emailaddress_drop_unique_email
-- migration: account 0005_emailaddress_idx_upper_email
-- migration: account 0006_emailaddress_lower
-- migration: account 0007_emailaddress_idx_email
-- migration: account 0008_emailaddress_unique_primary_email_fixup
-- migration: account 0009_emailaddress_unique_primary_email
-- migration: auth 0001_initial
-- migration: auth 0002_alter_permission_name_max_length
-- migration: auth 0003_alter_user_email_max_length
-- migration: auth 0004_alter_user_username_opts
-- migration: auth 0005_alter_user_last_login_null
-- migration: auth 0006_require_contenttypes_0002
-- migration: auth 0007_alter_validators_add_error_messages
-- migration: auth 0008_alter_user_username_max_length
-- migration: auth 0009_alter_user_last_name_max_length
-- migration: auth 0010_alter_group_name_max_length
-- migration: auth 0011_update_proxy_permissions
-- migration: auth 0012_alter_user_first_name_max_length
-- migration: contenttypes 0001_initial
-- migration: contenttypes 0002_remove_content_type_name
-- migration: contributions 0001_initial
-- migration: demo 0001_initial
-- migration: django_tasks_database 0001_initial
-- migration: django_tasks_database 0002_alter_dbtaskresult_options
-- migration: django_tasks_database 0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at
-- migration: django_tasks_database 0004_dbtaskresult_started_at
-- migration: django_tasks_database 0005_alter_dbtaskresult_priority_and_more
-- migration: django_tasks_database 0006_alter_dbtaskresult_args_kwargs_and_more
-- migration: django_tasks_database 0007_add_separate_results_fields
-- migration: django_tasks_database 0008_separate_results_field
-- migration: django_tasks_database 0009_remove_results_field
-- migration: django_tasks_database 0010_alter_dbtaskresult_status
-- migration: django_tasks_database 0011_rename_complete_status
-- migration: django_tasks_database 0012_add_separate_exception_fields
-- migration: django_tasks_database 0013_separate_exception_fields
-- migration: django_tasks_database 0014_remove_dbtaskresult_exception_data
-- migration: django_tasks_database 0015_correctly_order_run_after
-- migration: django_tasks_database 0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more
-- migration: django_tasks_database 0017_dbtaskresult_metadata
-- migration: django_tasks_database 0018_rename_succeeded_status
-- migration: django_tasks_database 0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more
-- migration: django_tasks_database 0020_update_db_task_result_ordering
-- migration: django_tasks_database 0021_conditional_partial_index_ordering
-- migration: documents 0001_initial
-- migration: doubles 0001_initial
-- migration: evidence 0001_initial
-- migration: evidence 0002_scan
-- migration: evidence 0003_file_erased
-- migration: exemplars 0001_initial
-- migration: imports 0001_initial
-- migration: imports 0002_refused
-- migration: initiatives 0001_initial
-- migration: initiatives 0002_split
-- migration: initiatives 0003_asked_again
-- migration: measures 0001_initial
-- migration: measures 0002_totals
-- migration: mfa 0001_initial
-- migration: mfa 0002_authenticator_timestamps
-- migration: mfa 0003_authenticator_type_uniq
-- migration: people 0001_initial
-- migration: people 0002_no_overlap
-- migration: people 0003_person_events
-- migration: people 0004_devices
-- migration: people 0005_privacy_events
-- migration: people 0006_event_words
-- migration: people 0007_rights
-- migration: people 0008_given_addresses
-- migration: people 0009_ties
-- migration: privacy 0001_initial
-- migration: privacy 0002_rights
-- migration: records 0001_initial
-- migration: records 0002_append_only
-- migration: records 0003_links
-- migration: records 0004_seals
-- migration: records 0005_merged_into
-- migration: records 0006_saved_filters
-- migration: records 0007_queue_index
-- migration: records 0008_newest_and_heard
-- migration: reports 0001_initial
-- migration: reports 0002_snapshot_day
-- migration: reports 0003_restated
-- migration: reports 0004_snapshot_asked
-- migration: reports 0005_drafter
-- migration: rules 0001_initial
-- migration: sessions 0001_initial
-- migration: socialaccount 0001_initial
-- migration: socialaccount 0002_token_max_lengths
-- migration: socialaccount 0003_extra_data_default_dict
-- migration: socialaccount 0004_app_provider_id_settings
-- migration: socialaccount 0005_socialtoken_nullable_app
-- migration: socialaccount 0006_alter_socialaccount_extra_data
-- migration: units 0001_initial
-- migration: units 0002_heir_since_custody
-- migration: units 0003_no_overlap
-- migration: units 0004_covering_closure
-- migration: usersessions 0001_initial
-- migration: valuechain 0001_initial

CREATE TABLE "access_grant" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "role" varchar(20) NOT NULL, "basis" varchar(200) NOT NULL, "made_at" datetime NOT NULL, "granted_by_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "grant_span" CHECK ("starts" < ("ends")));

CREATE TABLE "access_reorganisation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "act" varchar(10) NOT NULL, "day" date NOT NULL, "basis" varchar(300) NOT NULL, "effects" text NOT NULL CHECK ((JSON_VALID("effects") OR "effects" IS NULL)), "digest" varchar(64) NOT NULL, "entered" date NOT NULL, "made_at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "access_reorganisation_units" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reorganisation_id" bigint NOT NULL REFERENCES "access_reorganisation" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);

CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);

CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);

CREATE TABLE "contributions_contribution" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "gift" varchar(16) NOT NULL, "low" decimal NULL, "high" decimal NULL, "qualifier" varchar(12) NOT NULL, "measured_in" varchar(40) NOT NULL, "donor" varchar(8) NOT NULL, "donor_group" varchar(200) NOT NULL, "purpose" varchar(300) NOT NULL, "helped" varchar(16) NOT NULL, "helped_low" bigint unsigned NULL CHECK ("helped_low" >= 0), "helped_high" bigint unsigned NULL CHECK ("helped_high" >= 0), "helped_qualifier" varchar(12) NOT NULL, "donor_person_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "donor_unit_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "contribution_gift" CHECK ("gift" IN ('money', 'land', 'work_days', 'volunteer_turns', 'goods', 'rides')), CONSTRAINT "contribution_amount_not_negative" CHECK (("low" IS NULL OR "low" >= '0')), CONSTRAINT "contribution_range" CHECK ((("high" IS NULL AND NOT ("qualifier" IN ('range', 'tens', 'hundreds', 'thousands'))) OR ("high" > ("low") AND "high" IS NOT NULL AND "low" IS NOT NULL AND "qualifier" IN ('range', 'tens', 'hundreds', 'thousands')))), CONSTRAINT "contribution_told_or_exact" CHECK (("low" IS NOT NULL OR "qualifier" = 'exact')), CONSTRAINT "contribution_one_donor" CHECK ((("donor" = 'person' AND "donor_group" = '' AND "donor_person_id" IS NOT NULL AND "donor_unit_id" IS NULL) OR ("donor" = 'unit' AND "donor_group" = '' AND "donor_person_id" IS NULL AND "donor_unit_id" IS NOT NULL) OR ("donor" = 'group' AND "donor_person_id" IS NULL AND "donor_unit_id" IS NULL AND NOT ("donor_group" = '')) OR ("donor" = 'unnamed' AND "donor_group" = '' AND "donor_person_id" IS NULL AND "donor_unit_id" IS NULL))), CONSTRAINT "contribution_helped_counted" CHECK ((("helped" = '' AND "helped_low" IS NULL) OR ("helped" IN ('households', 'people', 'household_turns') AND "helped_low" IS NOT NULL))), CONSTRAINT "contribution_helped_range" CHECK ((("helped_high" IS NULL AND NOT ("helped_qualifier" IN ('range', 'tens', 'hundreds', 'thousands'))) OR ("helped_high" > ("helped_low") AND "helped_high" IS NOT NULL AND "helped_low" IS NOT NULL AND "helped_qualifier" IN ('range', 'tens', 'hundreds', 'thousands')))));

CREATE TABLE "demo_demomark" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "part" varchar(30) NOT NULL UNIQUE, "made_at" datetime NOT NULL);

CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);

CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);

CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);

CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));

CREATE TABLE "documents_owntemplate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "name" varchar(120) NOT NULL, "aside_on" date NULL, "aside_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "owntemplate_aside_by_someone" CHECK (("aside_on" IS NULL OR "aside_by_id" IS NOT NULL)));

CREATE TABLE "documents_templateversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "file_name" varchar(255) NOT NULL, "asked" text NOT NULL CHECK ((JSON_VALID("asked") OR "asked" IS NULL)), "note" varchar(300) NOT NULL, "day" date NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_id" bigint NOT NULL REFERENCES "evidence_file" ("id") DEFERRABLE INITIALLY DEFERRED, "template_id" bigint NOT NULL REFERENCES "documents_owntemplate" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "templateversion_number" UNIQUE ("template_id", "number"));

CREATE TABLE "doubles_mark" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "block" bigint NOT NULL, "record_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mark_once" UNIQUE ("record_id", "block"));

CREATE TABLE "doubles_merger" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "reason" text NOT NULL, "reference" varchar(40) NOT NULL, "state" varchar(12) NOT NULL, "event" integer unsigned NULL CHECK ("event" >= 0), "moved" text NOT NULL CHECK ((JSON_VALID("moved") OR "moved" IS NULL)), "day" date NOT NULL, "undone_day" date NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "kept_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "merged_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "undone_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "merger_undone_by" CHECK ((("undone_by_id" IS NULL AND "undone_day" IS NULL) OR ("undone_by_id" IS NOT NULL AND "undone_day" IS NOT NULL))));

CREATE TABLE "doubles_pair" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "score" smallint unsigned NOT NULL CHECK ("score" >= 0), "reasons" text NOT NULL CHECK ((JSON_VALID("reasons") OR "reasons" IS NULL)), "verdict" varchar(10) NOT NULL, "day" date NULL, "by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "first_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "second_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "pair_once" UNIQUE ("first_id", "second_id"), CONSTRAINT "pair_in_order" CHECK ("first_id" < ("second_id")), CONSTRAINT "pair_verdict" CHECK ("verdict" IN ('open', 'distinct')));

CREATE TABLE "doubles_waiting" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "record_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "evidence_citation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "name" varchar(255) NOT NULL, "note" varchar(300) NOT NULL, "page" integer unsigned NULL CHECK ("page" >= 0), "taken" date NULL, "place" varchar(200) NOT NULL, "day" date NOT NULL, "at" datetime NOT NULL, "withdrawn" bool NOT NULL, "withdrawn_reason" varchar(300) NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "event_id" bigint NULL REFERENCES "records_event" ("id") DEFERRABLE INITIALLY DEFERRED, "record_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "file_id" bigint NOT NULL REFERENCES "evidence_file" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "citation_withdrawn_says_why" CHECK ((NOT "withdrawn" OR NOT ("withdrawn_reason" = ''))));

CREATE TABLE "evidence_file" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" varchar(64) NOT NULL UNIQUE, "path" varchar(120) NOT NULL UNIQUE, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "mime" varchar(100) NOT NULL, "extension" varchar(10) NOT NULL, "pages" integer unsigned NULL CHECK ("pages" >= 0), "width" integer unsigned NULL CHECK ("width" >= 0), "height" integer unsigned NULL CHECK ("height" >= 0), "thumbnail" varchar(10) NOT NULL, "thumbnail_path" varchar(120) NOT NULL, "made_at" datetime NOT NULL, "scan" varchar(10) NOT NULL, "erased" bool NOT NULL, CONSTRAINT "file_thumbnail_has_path" CHECK ((NOT ("thumbnail" = 'ready') OR NOT ("thumbnail_path" = ''))));

CREATE TABLE "exemplars_exemplar" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "who" varchar(12) NOT NULL, "collective_name" varchar(200) NOT NULL, "deed" text NOT NULL, "child" bool NOT NULL, "consent_name" varchar(10) NOT NULL, "consent_name_day" date NULL, "consent_photo" varchar(10) NOT NULL, "consent_photo_day" date NULL, "consent_income" varchar(10) NOT NULL, "consent_income_day" date NULL, "consent_land" varchar(10) NOT NULL, "consent_land_day" date NULL, "consent_guardian" varchar(10) NOT NULL, "consent_guardian_day" date NULL, "collective_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "exemplar_who" CHECK ("who" IN ('person', 'household', 'collective')), CONSTRAINT "exemplar_person_named" CHECK ((NOT ("who" = 'person') OR "person_id" IS NOT NULL)), CONSTRAINT "exemplar_collective_named" CHECK ((("person_id" IS NULL AND "who" = 'collective' AND ("collective_id" IS NOT NULL OR NOT ("collective_name" = ''))) OR (NOT ("who" = 'collective') AND "collective_id" IS NULL AND "collective_name" = ''))), CONSTRAINT "exemplar_child_is_a_person" CHECK ((NOT "child" OR "who" = 'person')), CONSTRAINT "exemplar_name_consent_dated" CHECK ((("consent_name" = 'none' AND "consent_name_day" IS NULL) OR ("consent_name" IN ('given', 'withdrawn') AND "consent_name_day" IS NOT NULL))), CONSTRAINT "exemplar_photo_consent_dated" CHECK ((("consent_photo" = 'none' AND "consent_photo_day" IS NULL) OR ("consent_photo" IN ('given', 'withdrawn') AND "consent_photo_day" IS NOT NULL))), CONSTRAINT "exemplar_income_consent_dated" CHECK ((("consent_income" = 'none' AND "consent_income_day" IS NULL) OR ("consent_income" IN ('given', 'withdrawn') AND "consent_income_day" IS NOT NULL))), CONSTRAINT "exemplar_land_consent_dated" CHECK ((("consent_land" = 'none' AND "consent_land_day" IS NULL) OR ("consent_land" IN ('given', 'withdrawn') AND "consent_land_day" IS NOT NULL))), CONSTRAINT "exemplar_guardian_consent_dated" CHECK ((("consent_guardian" = 'none' AND "consent_guardian_day" IS NULL) OR ("consent_guardian" IN ('given', 'withdrawn') AND "consent_guardian_day" IS NOT NULL))));

CREATE TABLE "imports_import" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "kind" varchar(30) NOT NULL, "day" date NOT NULL, "at" datetime NOT NULL, "moved_at" datetime NOT NULL, "file_name" varchar(255) NOT NULL, "sheet" varchar(100) NOT NULL, "language" varchar(7) NOT NULL, "stage" varchar(10) NOT NULL, "header" text NOT NULL CHECK ((JSON_VALID("header") OR "header" IS NULL)), "matching" text NOT NULL CHECK ((JSON_VALID("matching") OR "matching" IS NULL)), "submit" bool NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "refusal" text NOT NULL);

CREATE TABLE "imports_importrow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "cells" text NOT NULL CHECK ((JSON_VALID("cells") OR "cells" IS NULL)), "state" varchar(8) NOT NULL, "faults" text NOT NULL CHECK ((JSON_VALID("faults") OR "faults" IS NULL)), "key" char(32) NOT NULL, "version" integer unsigned NULL CHECK ("version" >= 0), "record_id" bigint NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NOT NULL REFERENCES "imports_import" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "importrow_number" UNIQUE ("source_id", "number"), CONSTRAINT "importrow_entered_has_record" CHECK ((NOT ("state" IN ('done', 'undone', 'kept')) OR ("record_id" IS NOT NULL AND "version" IS NOT NULL))));

CREATE TABLE "imports_matching" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(30) NOT NULL, "columns" text NOT NULL CHECK ((JSON_VALID("columns") OR "columns" IS NULL)), "same" text NOT NULL CHECK ((JSON_VALID("same") OR "same" IS NULL)), "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "matching_once" UNIQUE ("unit_id", "kind"));

CREATE TABLE "initiatives_initiative" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "sector" varchar(16) NOT NULL, "since" date NULL, "since_precision" varchar(8) NOT NULL, "stopped" date NULL, "stop_reason" varchar(300) NOT NULL, "directive" varchar(80) NOT NULL, "movement" varchar(200) NOT NULL, "cost" decimal NULL, "results" text NOT NULL CHECK ((JSON_VALID("results") OR "results" IS NULL)), "households" integer unsigned NULL CHECK ("households" >= 0), "description" text NOT NULL, CONSTRAINT "initiative_stopped_after_start" CHECK (("stopped" IS NULL OR "since" IS NULL OR "stopped" >= ("since"))), CONSTRAINT "initiative_stop_has_reason" CHECK ((("stop_reason" = '' AND "stopped" IS NULL) OR ("stopped" IS NOT NULL AND NOT ("stop_reason" = '')))), CONSTRAINT "initiative_since_told" CHECK ((("since" IS NULL AND "since_precision" = 'unknown') OR ("since" IS NOT NULL AND NOT ("since_precision" = 'unknown')))), CONSTRAINT "initiative_cost_not_negative" CHECK (("cost" IS NULL OR "cost" >= '0')), CONSTRAINT "initiative_households_not_negative" CHECK (("households" IS NULL OR "households" >= 0)), CONSTRAINT "initiative_sector" CHECK ("sector" IN ('farming', 'livestock', 'crops', 'fishery', 'medicinal', 'environment', 'welfare', 'health', 'education', 'security', 'infrastructure', 'culture', 'digital', 'administration', 'other')));

CREATE TABLE "initiatives_initiative_hosts" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("record_ptr_id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "initiatives_initiative_places" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("record_ptr_id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "measures_declaration" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "starts" date NOT NULL, "ends" date NOT NULL, "figures" text NOT NULL CHECK ((JSON_VALID("figures") OR "figures" IS NULL)), "note" text NOT NULL, CONSTRAINT "declaration_span" CHECK ("starts" < ("ends")));

CREATE TABLE "measures_declaredfigure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "measure" varchar(60) NOT NULL, "category" varchar(120) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "low" decimal NOT NULL, "high" decimal NULL, "qualifier" varchar(12) NOT NULL, "declaration_id" bigint NOT NULL REFERENCES "measures_declaration" ("record_ptr_id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "measures_delta" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "num" decimal NOT NULL, "high" decimal NOT NULL, "den" decimal NOT NULL, "n" integer NOT NULL, "measure" varchar(60) NOT NULL, "day" date NOT NULL, "qualifier" varchar(12) NOT NULL, "dims" text NOT NULL CHECK ((JSON_VALID("dims") OR "dims" IS NULL)), "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "measures_measurerow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(120) NOT NULL UNIQUE, "measure" varchar(60) NOT NULL, "day" date NOT NULL, "num" decimal NOT NULL, "high" decimal NULL, "den" decimal NULL, "n" smallint NOT NULL, "qualifier" varchar(12) NOT NULL, "dims" text NOT NULL CHECK ((JSON_VALID("dims") OR "dims" IS NULL)), "record_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "measures_refold" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "hierarchy" varchar(10) NOT NULL, "began" date NOT NULL, "gone" date NOT NULL, "sign" smallint NOT NULL, "ancestor_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "measures_total" ("num" decimal NOT NULL, "high" decimal NOT NULL, "den" decimal NOT NULL, "n" integer NOT NULL, "hierarchy" varchar(10) NOT NULL, "measure" varchar(60) NOT NULL, "dimension" varchar(40) NOT NULL, "category" varchar(120) NOT NULL, "year" smallint NOT NULL, "month" smallint NOT NULL, "qualifier" varchar(12) NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY ("unit_id", "hierarchy", "measure", "dimension", "category", "year", "month", "qualifier"));

CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);

CREATE TABLE "people_device" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "name" varchar(60) NOT NULL, "code_digest" varchar(64) NULL UNIQUE, "secret_digest" varchar(64) NOT NULL, "pin" varchar(128) NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "offered_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "enrolled_at" datetime NULL, "used_at" datetime NULL, "offered_by_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "device_offered_or_enrolled" CHECK ((("code_digest" IS NOT NULL AND "enrolled_at" IS NULL AND "pin" = '' AND "secret_digest" = '') OR ("code_digest" IS NULL AND "enrolled_at" IS NOT NULL AND NOT ("pin" = '') AND NOT ("secret_digest" = '')))));

CREATE TABLE "people_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" varchar(64) NOT NULL UNIQUE, "name" varchar(120) NOT NULL, "email" varchar(254) NOT NULL, "role" varchar(20) NOT NULL, "grant_starts" date NOT NULL, "grant_ends" date NOT NULL, "made_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "used_at" datetime NULL, "invited_by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "people_person" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "name" varchar(120) NOT NULL, "folded" varchar(120) NOT NULL, "sort_key" varchar(500) NOT NULL, "made_at" datetime NOT NULL);

CREATE TABLE "people_personevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "what" varchar(12) NOT NULL, "role" varchar(20) NOT NULL, "title" varchar(160) NOT NULL, "starts" date NULL, "ends" date NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "people_personkey" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "secret" BLOB NOT NULL, "person_id" bigint NOT NULL UNIQUE REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "people_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(160) NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_once" UNIQUE ("unit_id", "title"));

CREATE TABLE "people_tenure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "basis" varchar(200) NOT NULL, "person_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NOT NULL REFERENCES "people_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "tenure_span" CHECK ("starts" < ("ends")));

CREATE TABLE "people_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "username" varchar(60) NOT NULL UNIQUE, "email" varchar(254) NOT NULL, "is_active" bool NOT NULL, "language" varchar(5) NOT NULL, "date_joined" datetime NOT NULL, "person_id" bigint NOT NULL UNIQUE REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "email_given" bool NOT NULL);

CREATE TABLE "privacy_breach" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "discovered_at" datetime NOT NULL, "what" text NOT NULL, "kinds" varchar(300) NOT NULL, "concerned" integer unsigned NULL CHECK ("concerned" >= 0), "entered_at" datetime NOT NULL, "reported_at" datetime NULL, "reported_as" varchar(120) NOT NULL, "entered_by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reported_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "breach_reported_whole" CHECK ((("reported_as" = '' AND "reported_at" IS NULL AND "reported_by_id" IS NULL) OR ("reported_at" IS NOT NULL AND "reported_by_id" IS NOT NULL AND NOT ("reported_as" = '')))));

CREATE TABLE "privacy_breachnote" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "at" datetime NOT NULL, "breach_id" bigint NOT NULL REFERENCES "privacy_breach" ("id") DEFERRABLE INITIALLY DEFERRED, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "privacy_datarequest" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "wish" varchar(8) NOT NULL, "text" BLOB NOT NULL, "asked_at" datetime NOT NULL, "acknowledged_at" datetime NULL, "extended_at" datetime NULL, "decided_at" datetime NULL, "outcome" varchar(8) NOT NULL, "decision" varchar(120) NOT NULL, "answer" BLOB NOT NULL, "acknowledged_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "entered_by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "extended_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "lifted_as" varchar(120) NOT NULL, "lifted_at" datetime NULL, "lifted_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "datarequest_decided_whole" CHECK ((("decided_at" IS NULL AND "decided_by_id" IS NULL AND "decision" = '' AND "outcome" = '') OR ("decided_at" IS NOT NULL AND "decided_by_id" IS NOT NULL AND NOT ("outcome" = '') AND NOT ("decision" = '')))), CONSTRAINT "datarequest_lifted_whole" CHECK ((("lifted_as" = '' AND "lifted_at" IS NULL AND "lifted_by_id" IS NULL) OR ("lifted_at" IS NOT NULL AND "lifted_by_id" IS NOT NULL AND "outcome" = 'granted' AND "wish" IN ('restrict', 'object') AND NOT ("lifted_as" = '')))));

CREATE TABLE "privacy_erasure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "decision" varchar(120) NOT NULL, "at" datetime NOT NULL, "records" integer unsigned NOT NULL CHECK ("records" >= 0), "name_kept" bool NOT NULL, "by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL UNIQUE REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "privacy_look" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "what" varchar(10) NOT NULL, "day" date NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "look_once_a_day" UNIQUE ("person_id", "day", "by_id", "what"));

CREATE TABLE "records_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "text" text NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "record_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "records_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "step" varchar(30) NOT NULL, "state_from" varchar(12) NOT NULL, "state_to" varchar(12) NOT NULL, "role" varchar(60) NOT NULL, "day" date NOT NULL, "at" datetime NOT NULL, "reason" text NOT NULL, "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "previous" varchar(64) NOT NULL, "digest" varchar(64) NOT NULL, "by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "record_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "event_number" UNIQUE ("record_id", "number"));

CREATE TABLE "records_eventvalue" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "field" varchar(60) NOT NULL, "sealed" BLOB NOT NULL, "event_id" bigint NOT NULL REFERENCES "records_event" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "eventvalue_once" UNIQUE ("event_id", "field"));

CREATE TABLE "records_link" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "source_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "target_id" bigint NOT NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "key" char(32) NOT NULL UNIQUE, CONSTRAINT "link_not_self" CHECK (NOT ("source_id" = ("target_id"))));

CREATE TABLE "records_record" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "kind" varchar(30) NOT NULL, "title" varchar(300) NOT NULL, "sort_key" varchar(1200) NOT NULL, "search_text" text NOT NULL, "day" date NOT NULL, "due" date NULL, "state" varchar(12) NOT NULL, "sensitivity" varchar(10) NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "reference" varchar(40) NOT NULL, "for_others" bool NOT NULL, "entered_later" bool NOT NULL, "source" varchar(300) NOT NULL, "made_at" datetime NOT NULL, "changed_at" datetime NOT NULL, "approved_by_id" bigint NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "author_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "place_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "merged_into_id" bigint NULL REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "record_merged_is_withdrawn" CHECK (("merged_into_id" IS NULL OR ("state" = 'withdrawn' AND NOT ("merged_into_id" = ("id") AND "merged_into_id" IS NOT NULL)))));

CREATE TABLE "records_savedfilter" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(30) NOT NULL, "name" varchar(80) NOT NULL, "query" varchar(1000) NOT NULL, "made_at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "savedfilter_name_once" UNIQUE ("by_id", "kind", "name"));

CREATE TABLE "records_seal" ("number" bigint unsigned NOT NULL PRIMARY KEY CHECK ("number" >= 0), "at" datetime NOT NULL, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "previous" varchar(64) NOT NULL, "digest" varchar(64) NOT NULL);

CREATE TABLE "records_sealedevent" ("event_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_event" ("id") DEFERRABLE INITIALLY DEFERRED, "seal_id" bigint NOT NULL REFERENCES "records_seal" ("number") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "records_sequence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(30) NOT NULL, "last" integer unsigned NOT NULL CHECK ("last" >= 0), "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "sequence_once" UNIQUE ("kind", "unit_id"));

CREATE TABLE "reports_frozenfigure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(200) NOT NULL, "measure" varchar(60) NOT NULL, "where" varchar(120) NOT NULL, "value" decimal NOT NULL, "counted" decimal NOT NULL, "declared" decimal NOT NULL, "n" integer unsigned NOT NULL CHECK ("n" >= 0), "lines" text NOT NULL CHECK ((JSON_VALID("lines") OR "lines" IS NULL)), "digest" varchar(64) NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "snapshot_id" bigint NOT NULL REFERENCES "reports_snapshot" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "frozenfigure_once" UNIQUE ("snapshot_id", "key"));

CREATE TABLE "reports_report" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "form" varchar(10) NOT NULL, "genre" varchar(12) NOT NULL, "hierarchy" varchar(10) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "subject" varchar(400) NOT NULL, "texts" text NOT NULL CHECK ((JSON_VALID("texts") OR "texts" IS NULL)), "signer" varchar(120) NOT NULL, "number" varchar(40) NOT NULL, "signed_on" date NULL, "restated" date NULL, "drafter" varchar(40) NOT NULL, CONSTRAINT "report_span" CHECK ("starts" < ("ends")));

CREATE TABLE "reports_snapshot" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "closed" bool NOT NULL, "taken_at" datetime NOT NULL, "document" text NOT NULL CHECK ((JSON_VALID("document") OR "document" IS NULL)), "digest" varchar(64) NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "reports_report" ("record_ptr_id") DEFERRABLE INITIALLY DEFERRED, "day" date NOT NULL, "restated" date NULL, "asked" text NOT NULL CHECK ((JSON_VALID("asked") OR "asked" IS NULL)), CONSTRAINT "snapshot_number" UNIQUE ("report_id", "number"));

CREATE TABLE "rules_decidedday" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "day" date NOT NULL, "kind" varchar(5) NOT NULL, "basis" varchar(300) NOT NULL, "entered_at" datetime NOT NULL, "entered_by_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "rules_rulerow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "code" varchar(60) NOT NULL, "value" integer unsigned NOT NULL CHECK ("value" >= 0), "measured_in" varchar(10) NOT NULL, "basis" varchar(300) NOT NULL, "doubt" varchar(300) NOT NULL, "entered_at" datetime NOT NULL, "entered_by_id" bigint NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "rulerow_span" CHECK ("starts" < ("ends")));

CREATE TABLE "socialaccount_socialaccount" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "provider" varchar(200) NOT NULL, "uid" varchar(191) NOT NULL, "last_login" datetime NOT NULL, "date_joined" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED, "extra_data" text NOT NULL CHECK ((JSON_VALID("extra_data") OR "extra_data" IS NULL)));

CREATE TABLE "socialaccount_socialapp" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "provider" varchar(30) NOT NULL, "name" varchar(40) NOT NULL, "client_id" varchar(191) NOT NULL, "secret" varchar(191) NOT NULL, "key" varchar(191) NOT NULL, "provider_id" varchar(200) NOT NULL, "settings" text NOT NULL CHECK ((JSON_VALID("settings") OR "settings" IS NULL)));

CREATE TABLE "socialaccount_socialtoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" text NOT NULL, "token_secret" text NOT NULL, "expires_at" datetime NULL, "account_id" integer NOT NULL REFERENCES "socialaccount_socialaccount" ("id") DEFERRABLE INITIALLY DEFERRED, "app_id" integer NULL REFERENCES "socialaccount_socialapp" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "units_closure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "hierarchy" varchar(10) NOT NULL, "depth" smallint unsigned NOT NULL CHECK ("depth" >= 0), "ancestor_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "descendant_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "units_heir" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "heir_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "custody" bool NOT NULL, "since" date NOT NULL, CONSTRAINT "heir_once" UNIQUE ("unit_id", "heir_id"));

CREATE TABLE "units_placement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "hierarchy" varchar(10) NOT NULL, "basis" varchar(300) NOT NULL, "parent_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "placement_span" CHECK ("starts" < ("ends")), CONSTRAINT "placement_not_self" CHECK (NOT ("unit_id" = ("parent_id"))));

CREATE TABLE "units_succession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "day" date NOT NULL, "whole" bool NOT NULL, "is_default" bool NOT NULL, "basis" varchar(300) NOT NULL, "new_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "old_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "succession_once" UNIQUE ("old_id", "new_id"));

CREATE TABLE "units_unit" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "key" varchar(64) NOT NULL UNIQUE, "public_id" char(32) NOT NULL UNIQUE, "code" varchar(35) NOT NULL, "kind" varchar(20) NOT NULL, "name" varchar(300) NOT NULL, "folded" varchar(300) NOT NULL, "bare" varchar(300) NOT NULL, "sort_key" varchar(1200) NOT NULL, "lat" real NULL, "lon" real NULL, "basis" varchar(300) NOT NULL, CONSTRAINT "unit_span" CHECK ("starts" < ("ends")));

CREATE TABLE "units_unitname" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "starts" date NOT NULL, "ends" date NOT NULL, "name" varchar(300) NOT NULL, "folded" varchar(300) NOT NULL, "bare" varchar(300) NOT NULL, "basis" varchar(300) NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "unitname_span" CHECK ("starts" < ("ends")));

CREATE TABLE "usersessions_usersession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "ip" char(39) NOT NULL, "last_seen_at" datetime NOT NULL, "session_key" varchar(40) NOT NULL UNIQUE, "user_agent" varchar(200) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "people_user" ("id") DEFERRABLE INITIALLY DEFERRED);

CREATE TABLE "valuechain_chainpartner" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "part" varchar(12) NOT NULL, "partner_name" varchar(200) NOT NULL, "goods" varchar(200) NOT NULL, "contract" varchar(120) NOT NULL, "starts" date NOT NULL, "ends" date NULL, "partner_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "chain_part" CHECK ("part" IN ('buyer', 'supplier', 'cooperative')), CONSTRAINT "chain_ends_after_start" CHECK (("ends" IS NULL OR "ends" > ("starts"))), CONSTRAINT "chain_one_partner" CHECK ((("partner_id" IS NOT NULL AND "partner_name" = '') OR ("partner_id" IS NULL AND NOT ("partner_name" = '')))));

CREATE TABLE "valuechain_product" ("record_ptr_id" bigint NOT NULL PRIMARY KEY REFERENCES "records_record" ("id") DEFERRABLE INITIALLY DEFERRED, "group" varchar(12) NOT NULL, "stars" smallint unsigned NOT NULL CHECK ("stars" >= 0), "decision" varchar(120) NOT NULL, "expires" date NOT NULL, "maker_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "product_stars" CHECK ("stars" IN (3, 4, 5)), CONSTRAINT "product_group" CHECK ("group" IN ('food', 'drinks', 'herbs', 'crafts', 'ornamental', 'tourism')));

CREATE INDEX "access_gran_person__5991d5_idx" ON "access_grant" ("person_id", "starts", "ends");

CREATE INDEX "access_grant_granted_by_id_f9615f28" ON "access_grant" ("granted_by_id");

CREATE INDEX "access_grant_person_id_2cb654af" ON "access_grant" ("person_id");

CREATE INDEX "access_grant_unit_id_539d2431" ON "access_grant" ("unit_id");

CREATE INDEX "access_reorganisation_by_id_b465177c" ON "access_reorganisation" ("by_id");

CREATE INDEX "access_reorganisation_units_reorganisation_id_f48714d2" ON "access_reorganisation_units" ("reorganisation_id");

CREATE UNIQUE INDEX "access_reorganisation_units_reorganisation_id_unit_id_0576ceed_uniq" ON "access_reorganisation_units" ("reorganisation_id", "unit_id");

CREATE INDEX "access_reorganisation_units_unit_id_a9b189d4" ON "access_reorganisation_units" ("unit_id");

CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");

CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");

CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");

CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");

CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");

CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");

CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");

CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");

CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");

CREATE UNIQUE INDEX "citation_once" ON "evidence_citation" ("record_id", "file_id") WHERE NOT "withdrawn";

CREATE INDEX "closure_down" ON "units_closure" ("ancestor_id", "hierarchy", "starts", "descendant_id", "ends");

CREATE INDEX "closure_up" ON "units_closure" ("descendant_id", "hierarchy", "starts", "ancestor_id", "ends");

CREATE UNIQUE INDEX "datarequest_one_open" ON "privacy_datarequest" ("person_id", "wish") WHERE "decided_at" IS NULL;

CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");

CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");

CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");

CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");

CREATE INDEX "documents_owntemplate_aside_by_id_1f03d627" ON "documents_owntemplate" ("aside_by_id");

CREATE INDEX "documents_owntemplate_unit_id_7374f4cb" ON "documents_owntemplate" ("unit_id");

CREATE INDEX "documents_templateversion_by_id_381e2674" ON "documents_templateversion" ("by_id");

CREATE INDEX "documents_templateversion_file_id_92c7d8cf" ON "documents_templateversion" ("file_id");

CREATE INDEX "documents_templateversion_template_id_47889f9c" ON "documents_templateversion" ("template_id");

CREATE INDEX "doubles_block" ON "doubles_mark" ("block", "record_id");

CREATE INDEX "doubles_mark_record_id_aa5495c6" ON "doubles_mark" ("record_id");

CREATE INDEX "doubles_merger_by_id_451425d7" ON "doubles_merger" ("by_id");

CREATE INDEX "doubles_merger_kept_id_c9423e48" ON "doubles_merger" ("kept_id");

CREATE INDEX "doubles_merger_merged_id_336bb442" ON "doubles_merger" ("merged_id");

CREATE INDEX "doubles_merger_undone_by_id_6fbec6cb" ON "doubles_merger" ("undone_by_id");

CREATE INDEX "doubles_open" ON "doubles_pair" ("verdict", "score" DESC);

CREATE INDEX "doubles_pair_by_id_417c2d32" ON "doubles_pair" ("by_id");

CREATE INDEX "doubles_pair_first_id_d17ec6d4" ON "doubles_pair" ("first_id");

CREATE INDEX "doubles_pair_second_id_5749ef16" ON "doubles_pair" ("second_id");

CREATE INDEX "doubles_waiting_record_id_ff23a954" ON "doubles_waiting" ("record_id");

CREATE INDEX "evidence_citation_by_id_d0c9dd71" ON "evidence_citation" ("by_id");

CREATE INDEX "evidence_citation_event_id_5bf3d592" ON "evidence_citation" ("event_id");

CREATE INDEX "evidence_citation_file_id_e3acf532" ON "evidence_citation" ("file_id");

CREATE INDEX "evidence_citation_record_id_4bdaf4e5" ON "evidence_citation" ("record_id");

CREATE INDEX "imports_imp_source__af9b7a_idx" ON "imports_importrow" ("source_id", "state", "number");

CREATE INDEX "imports_import_by_id_8b8eb7fa" ON "imports_import" ("by_id");

CREATE INDEX "imports_import_unit_id_a0857651" ON "imports_import" ("unit_id");

CREATE INDEX "imports_importrow_record_id_1c585d0f" ON "imports_importrow" ("record_id");

CREATE INDEX "imports_importrow_source_id_6f507854" ON "imports_importrow" ("source_id");

CREATE INDEX "imports_matching_by_id_16fe14b4" ON "imports_matching" ("by_id");

CREATE INDEX "imports_matching_unit_id_2ed4bc10" ON "imports_matching" ("unit_id");

CREATE INDEX "initiatives_contribution_donor_person_id_d9834bea" ON "contributions_contribution" ("donor_person_id");

CREATE INDEX "initiatives_contribution_donor_unit_id_d7bdf1d9" ON "contributions_contribution" ("donor_unit_id");

CREATE INDEX "initiatives_exemplar_collective_id_e6f1c3cc" ON "exemplars_exemplar" ("collective_id");

CREATE INDEX "initiatives_exemplar_person_id_e5483366" ON "exemplars_exemplar" ("person_id");

CREATE INDEX "initiatives_initiative_hosts_initiative_id_fa98af01" ON "initiatives_initiative_hosts" ("initiative_id");

CREATE UNIQUE INDEX "initiatives_initiative_hosts_initiative_id_unit_id_778484c2_uniq" ON "initiatives_initiative_hosts" ("initiative_id", "unit_id");

CREATE INDEX "initiatives_initiative_hosts_unit_id_273cdd33" ON "initiatives_initiative_hosts" ("unit_id");

CREATE INDEX "initiatives_initiative_places_initiative_id_bc122cfc" ON "initiatives_initiative_places" ("initiative_id");

CREATE UNIQUE INDEX "initiatives_initiative_places_initiative_id_unit_id_7af16347_uniq" ON "initiatives_initiative_places" ("initiative_id", "unit_id");

CREATE INDEX "initiatives_initiative_places_unit_id_72d21408" ON "initiatives_initiative_places" ("unit_id");

CREATE UNIQUE INDEX "link_once_either_way" ON "records_link" ((MIN("source_id", "target_id")), (MAX("source_id", "target_id")), "kind");

CREATE INDEX "measures_de_measure_9ea0a7_idx" ON "measures_declaredfigure" ("measure", "category", "starts");

CREATE INDEX "measures_de_measure_e56beb_idx" ON "measures_delta" ("measure", "unit_id");

CREATE INDEX "measures_de_unit_id_dc1f09_idx" ON "measures_declaredfigure" ("unit_id", "measure");

CREATE INDEX "measures_declaredfigure_declaration_id_6b30cce7" ON "measures_declaredfigure" ("declaration_id");

CREATE INDEX "measures_declaredfigure_unit_id_bf8f8575" ON "measures_declaredfigure" ("unit_id");

CREATE INDEX "measures_me_measure_f4f465_idx" ON "measures_measurerow" ("measure", "day");

CREATE INDEX "measures_me_unit_id_42cfc6_idx" ON "measures_measurerow" ("unit_id", "measure", "day");

CREATE INDEX "measures_measurerow_record_id_0a5b8b09" ON "measures_measurerow" ("record_id");

CREATE INDEX "measures_measurerow_unit_id_4d251bfe" ON "measures_measurerow" ("unit_id");

CREATE INDEX "measures_refold_ancestor_id_458c7629" ON "measures_refold" ("ancestor_id");

CREATE INDEX "measures_refold_unit_id_9c305c7d" ON "measures_refold" ("unit_id");

CREATE UNIQUE INDEX "merger_once" ON "doubles_merger" ("merged_id") WHERE "undone_day" IS NULL;

CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");

CREATE UNIQUE INDEX "owntemplate_name_once" ON "documents_owntemplate" ("unit_id", "name") WHERE "aside_on" IS NULL;

CREATE INDEX "people_device_offered_by_id_2cbe16c8" ON "people_device" ("offered_by_id");

CREATE INDEX "people_device_user_id_c21a45f5" ON "people_device" ("user_id");

CREATE INDEX "people_invitation_invited_by_id_3784d49d" ON "people_invitation" ("invited_by_id");

CREATE INDEX "people_invitation_unit_id_760f95fd" ON "people_invitation" ("unit_id");

CREATE INDEX "people_person_folded_f104400c" ON "people_person" ("folded");

CREATE INDEX "people_personevent_by_id_026be7ef" ON "people_personevent" ("by_id");

CREATE INDEX "people_personevent_person_id_64ff76ab" ON "people_personevent" ("person_id");

CREATE INDEX "people_personevent_unit_id_a3469e88" ON "people_personevent" ("unit_id");

CREATE INDEX "people_post_unit_id_c46887ec" ON "people_post" ("unit_id");

CREATE INDEX "people_tenure_person_id_686dd3ff" ON "people_tenure" ("person_id");

CREATE INDEX "people_tenure_post_id_8ff62fd2" ON "people_tenure" ("post_id");

CREATE INDEX "privacy_breach_entered_by_id_03acbbcd" ON "privacy_breach" ("entered_by_id");

CREATE INDEX "privacy_breach_reported_by_id_fd4b14c4" ON "privacy_breach" ("reported_by_id");

CREATE INDEX "privacy_breach_unit_id_e194258d" ON "privacy_breach" ("unit_id");

CREATE INDEX "privacy_breachnote_breach_id_d4a97b1d" ON "privacy_breachnote" ("breach_id");

CREATE INDEX "privacy_breachnote_by_id_cdf747a9" ON "privacy_breachnote" ("by_id");

CREATE INDEX "privacy_datarequest_acknowledged_by_id_cd3fea34" ON "privacy_datarequest" ("acknowledged_by_id");

CREATE INDEX "privacy_datarequest_decided_by_id_2b8fffdd" ON "privacy_datarequest" ("decided_by_id");

CREATE INDEX "privacy_datarequest_entered_by_id_bfc51d23" ON "privacy_datarequest" ("entered_by_id");

CREATE INDEX "privacy_datarequest_extended_by_id_9fb22586" ON "privacy_datarequest" ("extended_by_id");

CREATE INDEX "privacy_datarequest_lifted_by_id_51313ed2" ON "privacy_datarequest" ("lifted_by_id");

CREATE INDEX "privacy_datarequest_person_id_e709717d" ON "privacy_datarequest" ("person_id");

CREATE INDEX "privacy_datarequest_unit_id_3d59b438" ON "privacy_datarequest" ("unit_id");

CREATE INDEX "privacy_erasure_by_id_5982a932" ON "privacy_erasure" ("by_id");

CREATE INDEX "privacy_look_by_id_0f9d1d95" ON "privacy_look" ("by_id");

CREATE INDEX "privacy_look_person_id_46e04568" ON "privacy_look" ("person_id");

CREATE UNIQUE INDEX "record_reference" ON "records_record" ("kind", "unit_id", "reference") WHERE NOT ("reference" = '');

CREATE INDEX "records_comment_by_id_e4310b47" ON "records_comment" ("by_id");

CREATE INDEX "records_comment_record_id_f13e5f31" ON "records_comment" ("record_id");

CREATE INDEX "records_event_by_id_87d29f60" ON "records_event" ("by_id");

CREATE INDEX "records_event_record_id_c1e99be5" ON "records_event" ("record_id");

CREATE INDEX "records_eventvalue_event_id_a3f7c64d" ON "records_eventvalue" ("event_id");

CREATE INDEX "records_eventvalue_person_id_4f5c0b06" ON "records_eventvalue" ("person_id");

CREATE INDEX "records_link_source_id_40e9dd58" ON "records_link" ("source_id");

CREATE INDEX "records_link_target_id_a9600800" ON "records_link" ("target_id");

CREATE INDEX "records_rec_kind_781ca4_idx" ON "records_record" ("kind", "sort_key");

CREATE INDEX "records_rec_kind_84dad2_idx" ON "records_record" ("kind", "state", "day");

CREATE INDEX "records_rec_kind_f7ef49_idx" ON "records_record" ("kind", "unit_id", "state", "due");

CREATE INDEX "records_rec_kind_ffe37c_idx" ON "records_record" ("kind", "day" DESC, "id" DESC, "unit_id", "state", "author_id");

CREATE INDEX "records_rec_state_e85c29_idx" ON "records_record" ("state", "changed_at");

CREATE INDEX "records_rec_unit_id_2cbde2_idx" ON "records_record" ("unit_id", "state", "day");

CREATE INDEX "records_record_approved_by_id_7ec2106a" ON "records_record" ("approved_by_id");

CREATE INDEX "records_record_author_id_40eb89e7" ON "records_record" ("author_id");

CREATE INDEX "records_record_merged_into_id_6b31a48c" ON "records_record" ("merged_into_id");

CREATE INDEX "records_record_place_id_c00e24b3" ON "records_record" ("place_id");

CREATE INDEX "records_record_unit_id_36cc45cd" ON "records_record" ("unit_id");

CREATE INDEX "records_savedfilter_by_id_af9e4289" ON "records_savedfilter" ("by_id");

CREATE INDEX "records_sealedevent_seal_id_c0fcd2f8" ON "records_sealedevent" ("seal_id");

CREATE INDEX "records_sequence_unit_id_d1b34f44" ON "records_sequence" ("unit_id");

CREATE INDEX "reports_frozenfigure_snapshot_id_6e96c633" ON "reports_frozenfigure" ("snapshot_id");

CREATE INDEX "reports_frozenfigure_unit_id_2655e756" ON "reports_frozenfigure" ("unit_id");

CREATE INDEX "reports_snapshot_by_id_ccbd9f7f" ON "reports_snapshot" ("by_id");

CREATE INDEX "reports_snapshot_report_id_14b469f4" ON "reports_snapshot" ("report_id");

CREATE INDEX "rules_decid_day_10791b_idx" ON "rules_decidedday" ("day");

CREATE INDEX "rules_decidedday_entered_by_id_fc55f39e" ON "rules_decidedday" ("entered_by_id");

CREATE INDEX "rules_ruler_code_b46224_idx" ON "rules_rulerow" ("code", "starts");

CREATE INDEX "rules_rulerow_entered_by_id_5ddb0fea" ON "rules_rulerow" ("entered_by_id");

CREATE UNIQUE INDEX "snapshot_closed_once" ON "reports_snapshot" ("report_id") WHERE "closed";

CREATE UNIQUE INDEX "socialaccount_socialaccount_provider_uid_fc810c6e_uniq" ON "socialaccount_socialaccount" ("provider", "uid");

CREATE INDEX "socialaccount_socialaccount_user_id_8146e70c" ON "socialaccount_socialaccount" ("user_id");

CREATE INDEX "socialaccount_socialtoken_account_id_951f210e" ON "socialaccount_socialtoken" ("account_id");

CREATE INDEX "socialaccount_socialtoken_app_id_636a42d7" ON "socialaccount_socialtoken" ("app_id");

CREATE UNIQUE INDEX "socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq" ON "socialaccount_socialtoken" ("app_id", "account_id");

CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';

CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');

CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";

CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";

CREATE UNIQUE INDEX "unit_code_from" ON "units_unit" ("code", "kind", "starts") WHERE NOT ("code" = '');

CREATE INDEX "units_closure_ancestor_id_34abec69" ON "units_closure" ("ancestor_id");

CREATE INDEX "units_closure_descendant_id_23c861b5" ON "units_closure" ("descendant_id");

CREATE INDEX "units_heir_heir_id_f1d5abc2" ON "units_heir" ("heir_id");

CREATE INDEX "units_heir_unit_id_0d915ac9" ON "units_heir" ("unit_id");

CREATE INDEX "units_place_parent__713dcc_idx" ON "units_placement" ("parent_id", "hierarchy", "starts");

CREATE INDEX "units_place_unit_id_558c73_idx" ON "units_placement" ("unit_id", "hierarchy", "starts");

CREATE INDEX "units_placement_parent_id_a1778175" ON "units_placement" ("parent_id");

CREATE INDEX "units_placement_unit_id_0a5f5b2d" ON "units_placement" ("unit_id");

CREATE INDEX "units_succession_new_id_65ad0b3b" ON "units_succession" ("new_id");

CREATE INDEX "units_succession_old_id_2dcce859" ON "units_succession" ("old_id");

CREATE INDEX "units_unit_bare_c64a31_idx" ON "units_unit" ("bare");

CREATE INDEX "units_unit_folded_eb47f7_idx" ON "units_unit" ("folded");

CREATE INDEX "units_unit_kind_5e466e_idx" ON "units_unit" ("kind", "starts");

CREATE INDEX "units_unitname_bare_b8d55d7c" ON "units_unitname" ("bare");

CREATE INDEX "units_unitname_folded_8f62cc76" ON "units_unitname" ("folded");

CREATE INDEX "units_unitname_unit_id_ae5c771e" ON "units_unitname" ("unit_id");

CREATE INDEX "usersessions_usersession_user_id_af5e0a6d" ON "usersessions_usersession" ("user_id");

CREATE INDEX "valuechain_chainpartner_partner_id_a8c2a34c" ON "valuechain_chainpartner" ("partner_id");

CREATE INDEX "valuechain_product_maker_id_f7239a25" ON "valuechain_product" ("maker_id");

CREATE TRIGGER access_grant_no_overlap_INSERT AFTER INSERT ON access_grant BEGIN
  SELECT RAISE(ABORT, 'access_grant: spans overlap') WHERE EXISTS (
    SELECT 1 FROM access_grant WHERE id <> NEW.id AND person_id = NEW.person_id AND role = NEW.role AND unit_id = NEW.unit_id AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER access_grant_no_overlap_UPDATE AFTER UPDATE ON access_grant BEGIN
  SELECT RAISE(ABORT, 'access_grant: spans overlap') WHERE EXISTS (
    SELECT 1 FROM access_grant WHERE id <> NEW.id AND person_id = NEW.person_id AND role = NEW.role AND unit_id = NEW.unit_id AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER people_tenure_no_overlap_INSERT AFTER INSERT ON people_tenure BEGIN
  SELECT RAISE(ABORT, 'people_tenure: spans overlap') WHERE EXISTS (
    SELECT 1 FROM people_tenure WHERE id <> NEW.id AND person_id = NEW.person_id AND post_id = NEW.post_id AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER people_tenure_no_overlap_UPDATE AFTER UPDATE ON people_tenure BEGIN
  SELECT RAISE(ABORT, 'people_tenure: spans overlap') WHERE EXISTS (
    SELECT 1 FROM people_tenure WHERE id <> NEW.id AND person_id = NEW.person_id AND post_id = NEW.post_id AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER privacy_breachnote_no_delete BEFORE DELETE ON privacy_breachnote BEGIN SELECT RAISE(ABORT, 'privacy_breachnote is append-only'); END;

CREATE TRIGGER privacy_breachnote_no_update BEFORE UPDATE ON privacy_breachnote BEGIN SELECT RAISE(ABORT, 'privacy_breachnote is append-only'); END;

CREATE TRIGGER records_event_no_delete BEFORE DELETE ON records_event BEGIN SELECT RAISE(ABORT, 'records_event is append-only'); END;

CREATE TRIGGER records_event_no_update BEFORE UPDATE ON records_event BEGIN SELECT RAISE(ABORT, 'records_event is append-only'); END;

CREATE TRIGGER records_seal_no_delete BEFORE DELETE ON records_seal BEGIN SELECT RAISE(ABORT, 'records_seal is append-only'); END;

CREATE TRIGGER records_seal_no_update BEFORE UPDATE ON records_seal BEGIN SELECT RAISE(ABORT, 'records_seal is append-only'); END;

CREATE TRIGGER records_sealedevent_no_delete BEFORE DELETE ON records_sealedevent BEGIN SELECT RAISE(ABORT, 'records_sealedevent is append-only'); END;

CREATE TRIGGER records_sealedevent_no_update BEFORE UPDATE ON records_sealedevent BEGIN SELECT RAISE(ABORT, 'records_sealedevent is append-only'); END;

CREATE TRIGGER rules_decidedday_no_delete BEFORE DELETE ON rules_decidedday BEGIN SELECT RAISE(ABORT, 'rules_decidedday is append-only'); END;

CREATE TRIGGER rules_decidedday_no_update BEFORE UPDATE ON rules_decidedday BEGIN SELECT RAISE(ABORT, 'rules_decidedday is append-only'); END;

CREATE TRIGGER rules_rulerow_no_delete BEFORE DELETE ON rules_rulerow BEGIN SELECT RAISE(ABORT, 'rules_rulerow is append-only'); END;

CREATE TRIGGER rules_rulerow_no_update BEFORE UPDATE ON rules_rulerow BEGIN SELECT RAISE(ABORT, 'rules_rulerow is append-only'); END;

CREATE TRIGGER units_placement_no_overlap_INSERT AFTER INSERT ON units_placement BEGIN
  SELECT RAISE(ABORT, 'units_placement: spans overlap') WHERE EXISTS (
    SELECT 1 FROM units_placement WHERE id <> NEW.id AND unit_id = NEW.unit_id AND hierarchy = NEW.hierarchy AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER units_placement_no_overlap_UPDATE AFTER UPDATE ON units_placement BEGIN
  SELECT RAISE(ABORT, 'units_placement: spans overlap') WHERE EXISTS (
    SELECT 1 FROM units_placement WHERE id <> NEW.id AND unit_id = NEW.unit_id AND hierarchy = NEW.hierarchy AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER units_unitname_no_overlap_INSERT AFTER INSERT ON units_unitname BEGIN
  SELECT RAISE(ABORT, 'units_unitname: spans overlap') WHERE EXISTS (
    SELECT 1 FROM units_unitname WHERE id <> NEW.id AND unit_id = NEW.unit_id AND starts < NEW.ends AND ends > NEW.starts
  );
END;

CREATE TRIGGER units_unitname_no_overlap_UPDATE AFTER UPDATE ON units_unitname BEGIN
  SELECT RAISE(ABORT, 'units_unitname: spans overlap') WHERE EXISTS (
    SELECT 1 FROM units_unitname WHERE id <> NEW.id AND unit_id = NEW.unit_id AND starts < NEW.ends AND ends > NEW.starts
  );
END;
