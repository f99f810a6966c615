"""The table of contents: every conversation by name, written by hand."""

from dialog.contents import Contents, Entry
from domain import deep_link
from domain.answers.command import Command
from domain.person import STAFF, Role
from handlers.accept_invitation import accept_invitation
from handlers.announce_market_event import announce_market_event
from handlers.announce_training import announce_training
from handlers.answer_enquiry import answer_enquiry
from handlers.answer_follow_up import answer_follow_up
from handlers.answer_for_stall import answer_for_stall
from handlers.answer_offer import answer_offer
from handlers.answer_sales import answer_sales
from handlers.answer_staff_message import answer_staff_message
from handlers.apply_for_stall import apply_for_stall
from handlers.ask_about_product import ask_about_product
from handlers.ask_staff import ask_staff
from handlers.call_off_market_event import call_off_market_event
from handlers.call_off_training import call_off_training
from handlers.change_event_venue import change_event_venue
from handlers.change_my_data import change_my_data
from handlers.change_number import change_number
from handlers.change_price import change_price
from handlers.change_quota import change_quota
from handlers.change_stall_count import change_stall_count
from handlers.change_venue import change_venue
from handlers.check_in import check_in
from handlers.check_plan_file import check_plan_file
from handlers.confirm_attendance import confirm_attendance
from handlers.confirm_number_change import confirm_number_change
from handlers.confirm_price import confirm_price
from handlers.correct_my_certificate import correct_my_certificate
from handlers.correct_registration import correct_registration
from handlers.delete_my_data import delete_my_data
from handlers.delete_product import delete_product
from handlers.describe_product import describe_product
from handlers.disown_number import disown_number
from handlers.enrol_in_training import enrol_in_training
from handlers.follow_enquiry import follow_enquiry
from handlers.follow_pipeline import follow_pipeline
from handlers.get_help import get_help
from handlers.get_my_certificate import get_my_certificate
from handlers.get_plan_template import get_plan_template
from handlers.give_feedback import give_feedback
from handlers.keep_my_data import keep_my_data
from handlers.keep_plan_file import keep_plan_file
from handlers.leave_voice_note import leave_voice_note
from handlers.list_interested_buyers import list_interested_buyers
from handlers.list_market_events import list_market_events
from handlers.list_my_enquiries import list_my_enquiries
from handlers.list_product import list_product
from handlers.list_registrations import list_registrations
from handlers.list_staff_messages import list_staff_messages
from handlers.list_trainings import list_trainings
from handlers.main_menu import main_menu
from handlers.manage_product import manage_product
from handlers.moderate_products import moderate_products
from handlers.move_enquiry import move_enquiry
from handlers.move_market_event import move_market_event
from handlers.move_training import move_training
from handlers.oversee_market_events import oversee_market_events
from handlers.oversee_trainings import oversee_trainings
from handlers.parts import event_card, starting_words, training_card
from handlers.parts.awaited_answer import find_awaited
from handlers.plan_market_event import plan_market_event
from handlers.plan_training import plan_training
from handlers.read_about_market_event import read_about_market_event
from handlers.read_about_papers import read_about_papers
from handlers.read_about_training import read_about_training
from handlers.recommend_products import recommend_products
from handlers.register_business import find_registered, register_business
from handlers.register_buyer import find_buyer, register_buyer
from handlers.rename_certificate import rename_certificate
from handlers.resume_broadcasts import resume_broadcasts
from handlers.review_product import review_product
from handlers.select_participants import select_participants
from handlers.select_stallholders import select_stallholders
from handlers.send_event_poster import send_event_poster
from handlers.send_papers import send_papers
from handlers.share_product import share_product
from handlers.share_training import share_training
from handlers.show_catalogue import show_catalogue
from handlers.show_members import show_members
from handlers.show_my_data import show_my_data
from handlers.show_my_trainings import show_my_trainings
from handlers.show_status import show_status
from handlers.steer_broadcast import steer_broadcast
from handlers.steer_product import steer_product
from handlers.stop_broadcasts import stop_broadcasts
from handlers.swap_photos import swap_photos
from handlers.tick_attendance import tick_attendance
from handlers.verify_buyer import verify_buyer
from handlers.verify_registration import verify_registration

ADMINS = frozenset({Role.ADMIN})
VERIFIERS = frozenset({Role.VERIFIER, Role.ADMIN})
BROADCASTERS = frozenset({Role.BROADCASTER, Role.ADMIN})
PLANNERS = BROADCASTERS | {Role.TRAINER}
TRAINERS = frozenset({Role.TRAINER, Role.ADMIN})
NEIGHBOURS = VERIFIERS | {Role.COORDINATOR}  # who may know an owner by sight
OFFICES = frozenset({*STAFF, Role.PARTNER})  # who may see how the office's mediation goes

CONTENTS = Contents(
    conversations={
        # for everybody
        "main_menu": Entry(main_menu, is_form=False, starts_on_press=True),
        "get_help": Entry(get_help, is_form=False),
        "ask_staff": Entry(ask_staff, takes_voice=True, starts_on_press=True, is_urged_empty=False),
        "leave_voice_note": Entry(leave_voice_note, is_form=False),
        "read_about_papers": Entry(read_about_papers, is_form=False, starts_on_press=True),
        "stop_broadcasts": Entry(stop_broadcasts, is_form=False),
        "resume_broadcasts": Entry(resume_broadcasts, is_form=False),
        # about oneself
        "register_business": Entry(register_business, starts_on_press=True),
        "show_status": Entry(show_status, is_form=False),
        "show_my_data": Entry(show_my_data, is_form=False),
        "correct_registration": Entry(correct_registration, starts_on_press=True),
        "change_my_data": Entry(change_my_data, starts_on_press=True),
        "delete_my_data": Entry(delete_my_data, is_form=False, starts_on_press=True),
        "keep_my_data": Entry(keep_my_data, is_form=False, starts_on_press=True),
        "change_number": Entry(change_number),
        "disown_number": Entry(disown_number, is_form=False),
        # trainings
        "list_trainings": Entry(list_trainings, is_form=False, starts_on_press=True),
        "read_about_training": Entry(read_about_training, is_form=False, starts_on_press=True),
        "enrol_in_training": Entry(
            enrol_in_training, starts_on_press=True, is_over=training_card.is_closed
        ),
        "show_my_trainings": Entry(show_my_trainings, is_form=False, starts_on_press=True),
        "answer_offer": Entry(answer_offer, is_form=False, starts_on_press=True),
        "confirm_attendance": Entry(confirm_attendance, is_form=False, starts_on_press=True),
        "check_in": Entry(check_in, is_form=False),
        "give_feedback": Entry(give_feedback, starts_on_press=True),
        "answer_follow_up": Entry(answer_follow_up, starts_on_press=True),
        "get_my_certificate": Entry(get_my_certificate, is_form=False, starts_on_press=True),
        "correct_my_certificate": Entry(correct_my_certificate, starts_on_press=True),
        # market events
        "list_market_events": Entry(list_market_events, is_form=False, starts_on_press=True),
        "read_about_market_event": Entry(
            read_about_market_event, is_form=False, starts_on_press=True
        ),
        "apply_for_stall": Entry(
            apply_for_stall, starts_on_press=True, is_over=event_card.is_closed
        ),
        "answer_for_stall": Entry(answer_for_stall, is_form=False, starts_on_press=True),
        "answer_sales": Entry(answer_sales, starts_on_press=True),
        # enquiries of buyers
        "answer_enquiry": Entry(answer_enquiry, starts_on_press=True),
        "list_interested_buyers": Entry(
            list_interested_buyers, is_form=False, starts_on_press=True
        ),
        "follow_enquiry": Entry(follow_enquiry, starts_on_press=True),
        "list_my_enquiries": Entry(list_my_enquiries, is_form=False, starts_on_press=True),
        "ask_about_product": Entry(ask_about_product, starts_on_press=True),
        "register_buyer": Entry(register_buyer, starts_on_press=True),
        "show_catalogue": Entry(show_catalogue, is_form=False, starts_on_press=True),
        # for coordinators
        "show_members": Entry(show_members, is_form=False, starts_on_press=True),
        # products
        "list_product": Entry(list_product, starts_on_press=True),
        "manage_product": Entry(manage_product, is_form=False, starts_on_press=True),
        "share_product": Entry(share_product, is_form=False, starts_on_press=True),
        "change_price": Entry(change_price, starts_on_press=True),
        "confirm_price": Entry(confirm_price, is_form=False, starts_on_press=True),
        "swap_photos": Entry(swap_photos, starts_on_press=True),
        "describe_product": Entry(describe_product, starts_on_press=True),
        "steer_product": Entry(steer_product, is_form=False, starts_on_press=True),
        "delete_product": Entry(delete_product, is_form=False, starts_on_press=True),
        # for staff
        "accept_invitation": Entry(accept_invitation),
        "list_registrations": Entry(
            list_registrations, is_form=False, starts_on_press=True, roles=VERIFIERS
        ),
        "verify_registration": Entry(verify_registration, starts_on_press=True, roles=VERIFIERS),
        "review_product": Entry(review_product, starts_on_press=True, roles=VERIFIERS),
        "moderate_products": Entry(
            moderate_products, is_form=False, starts_on_press=True, roles=ADMINS
        ),
        "follow_pipeline": Entry(
            follow_pipeline, is_form=False, starts_on_press=True, roles=OFFICES
        ),
        "recommend_products": Entry(recommend_products, starts_on_press=True, roles=VERIFIERS),
        "move_enquiry": Entry(move_enquiry, starts_on_press=True, roles=VERIFIERS),
        "verify_buyer": Entry(verify_buyer, starts_on_press=True, roles=VERIFIERS),
        "list_staff_messages": Entry(list_staff_messages, is_form=False, roles=VERIFIERS),
        "answer_staff_message": Entry(
            answer_staff_message, takes_voice=True, starts_on_press=True, roles=VERIFIERS
        ),
        "confirm_number_change": Entry(
            confirm_number_change, starts_on_press=True, roles=NEIGHBOURS
        ),
        # for staff, about trainings
        "plan_training": Entry(plan_training, starts_on_press=True, roles=PLANNERS),
        "get_plan_template": Entry(
            get_plan_template, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "check_plan_file": Entry(check_plan_file, is_form=False, roles=PLANNERS),
        "keep_plan_file": Entry(
            keep_plan_file, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "oversee_trainings": Entry(
            oversee_trainings, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "announce_training": Entry(announce_training, starts_on_press=True, roles=BROADCASTERS),
        "steer_broadcast": Entry(
            steer_broadcast, is_form=False, starts_on_press=True, roles=BROADCASTERS
        ),
        "share_training": Entry(
            share_training, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "select_participants": Entry(select_participants, starts_on_press=True, roles=PLANNERS),
        "change_quota": Entry(change_quota, starts_on_press=True, roles=PLANNERS),
        "move_training": Entry(move_training, starts_on_press=True, roles=PLANNERS),
        "change_venue": Entry(change_venue, starts_on_press=True, roles=PLANNERS),
        "call_off_training": Entry(
            call_off_training, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "send_papers": Entry(send_papers, is_form=False, starts_on_press=True, roles=PLANNERS),
        "tick_attendance": Entry(tick_attendance, starts_on_press=True, roles=PLANNERS),
        # for staff, about market events
        "plan_market_event": Entry(plan_market_event, starts_on_press=True, roles=PLANNERS),
        "oversee_market_events": Entry(
            oversee_market_events, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "announce_market_event": Entry(
            announce_market_event, starts_on_press=True, roles=BROADCASTERS
        ),
        "select_stallholders": Entry(select_stallholders, starts_on_press=True, roles=PLANNERS),
        "send_event_poster": Entry(
            send_event_poster, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "change_stall_count": Entry(change_stall_count, starts_on_press=True, roles=PLANNERS),
        "move_market_event": Entry(move_market_event, starts_on_press=True, roles=PLANNERS),
        "change_event_venue": Entry(change_event_venue, starts_on_press=True, roles=PLANNERS),
        "call_off_market_event": Entry(
            call_off_market_event, is_form=False, starts_on_press=True, roles=PLANNERS
        ),
        "rename_certificate": Entry(rename_certificate, starts_on_press=True, roles=TRAINERS),
    },
    commands={
        Command.MENU: "main_menu",
        Command.HELP: "get_help",
        Command.STAFF: "ask_staff",
        Command.REGISTER: "register_business",
        Command.STATUS: "show_status",
        Command.MY_DATA: "show_my_data",
        Command.DELETE_DATA: "delete_my_data",
        Command.STOP: "stop_broadcasts",
        Command.RESUME: "resume_broadcasts",
    },
    codes=[
        (starting_words.INVITATION, "accept_invitation"),
        (starting_words.NEW_NUMBER, "change_number"),
        (starting_words.NOT_ME, "disown_number"),
        (starting_words.MEMBERS, "show_members"),
        (starting_words.PLAN_TEMPLATE, "get_plan_template"),
        (starting_words.PLAN, "plan_training"),
        (starting_words.OVERSEE, "oversee_trainings"),
        (starting_words.PAPERS, "send_papers"),
        (starting_words.TICK, "tick_attendance"),
        (starting_words.BROADCASTS, "steer_broadcast"),
        (starting_words.PLAN_EVENT, "plan_market_event"),
        (starting_words.OVERSEE_EVENTS, "oversee_market_events"),
        (deep_link.ENROL, "enrol_in_training"),
        (deep_link.READ, "read_about_training"),
        (deep_link.APPLY, "apply_for_stall"),
        (deep_link.READ_EVENT, "read_about_market_event"),
        (deep_link.CHECK_IN, "check_in"),
        (deep_link.ENQUIRY, "follow_enquiry"),
        (deep_link.PRODUCT, "ask_about_product"),
        (starting_words.MY_ENQUIRIES, "list_my_enquiries"),
        (starting_words.BUYER, "register_buyer"),
        (starting_words.CATALOGUE, "show_catalogue"),
        (starting_words.PIPELINE, "list_interested_buyers"),
        (starting_words.RECOMMEND, "recommend_products"),
        (starting_words.MY_TRAININGS, "show_my_trainings"),
        (starting_words.CERTIFICATE, "get_my_certificate"),
        (starting_words.TRAININGS, "list_trainings"),
        (starting_words.MARKET_EVENTS, "list_market_events"),
        (starting_words.REVIEW_PRODUCTS, "review_product"),
        (starting_words.TAKE_DOWN, "review_product"),
        (starting_words.MODERATE, "moderate_products"),
        (starting_words.LIST_PRODUCT, "list_product"),
        (starting_words.MY_PRODUCTS, "manage_product"),
    ],
    fulfilled={"register_business": find_registered, "register_buyer": find_buyer},
    unasked=find_awaited,
    voice_note="leave_voice_note",
    file="check_plan_file",
    staff_reply="answer_staff_message",
)
