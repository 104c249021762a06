"""The faults the model began with, as walks: what an attacker found on running processes, in the steps of a village.

What has no step is tested where it belongs: starving a server and half-sent headers (real processes and sockets), markup in
titles and the other fields of CAP (emergencies), what an authenticated station may send (the protocol), PINs, file modes.
"""

FAULTS = {
    "a full disk at the server keeps nobody from stopping": """
        bulletin 2
        slot -1 4 2
        wait 180
        alarm 4
        wait 10
        fill 2
        stop
        wait 60
    """,
    "a full disk keeps nobody from ending, withdrawing and cancelling": """
        bulletin 2
        slot -1 0 2
        bulletin 2
        slot -1 2 2
        wait 180
        alarm 2
        wait 5
        fill 2
        end -1
        withdraw 0
        cancel -1
        wait 60
    """,
    "damaged helper files keep no order back": """
        bulletin 2
        slot -1 4 2
        wait 180
        rot_helpers 0
        rot_helpers 1
        stop
        wait 60
        lift
        wait 20
        alarm 4
        wait 40
    """,
    "a stop pressed beside an emergency holds, and a lift begins nothing by itself": """
        alarm 4
        wait 5
        stop
        wait 60
        lift
        wait 60
    """,
    "what one output has heard to its end is broken off on the other": """
        bulletin 2
        slot -1 4 2
        wait 1740
        withdraw -1
        wait 60
    """,
    "a restore brings back nothing that was stopped, ended or heard": """
        bulletin 0
        slot -1 4 5
        alarm 2
        wait 60
        backup
        end -1
        wait 400
        stop
        restore
        wait 300
        lift
        wait 600
    """,
    "a server a day ahead for a minute loses nothing": """
        bulletin 0
        slot -1 4 20
        brief 3
        slot -1 4 40
        alarm 4 6
        wait 60
        set_clock 2 1440
        wait 75
        set_clock 2 0
        wait 1200
    """,
    "two emergencies within seconds are both heard, and neither without end": """
        alarm 4
        wait 2
        alarm 4
        wait 60
        alarm 2
        wait 1
        alarm 1
        wait 120
    """,
    "damaged audio is fetched or made again, or said": """
        bulletin 0
        slot -1 4 20
        wait 60
        rot 0
        rot 1
        rot_server
        rot_server
        rot_server
        wait 1500
    """,
    "an emergency that an output does not take is a fault that is shown": """
        lose_output 0
        alarm 0
        wait 150
        lose_output 0
        wait 60
    """,
    "a damaged journal stops everything until a person lifts it": """
        bulletin 2
        slot -1 4 2
        alarm 4
        wait 130
        fill 2
        end -1
        withdraw -1
        cancel 0
        rot_helpers 3
        wait 60
        free 2
        wait 60
        lift
        wait 120
    """,
    "damage in half of the journal loses nothing": """
        bulletin 0
        slot -1 0 10
        bulletin 0
        slot -1 2 10
        wait 60
        fill 2
        withdraw 0
        withdraw -1
        rot_journal 1
        kill_server
        boot_server
        wait 900
    """,
    "an emergency of a hamlet sounds at the loudspeaker of its village": """
        alarm 3
        wait 60
        must_sound
    """,
    "this airing and all that follow, on a day that was aired": """
        bulletin 0
        slot -1 4 5 0 1
        wait 420
        following -1 0
        wait 900
    """,
    "killed half-way, and back within the grace": """
        bulletin 1
        slot -1 4 5
        wait 330
        restart 0
        restart 1
        wait 900
    """,
    "a cancelled airing is broken off on every output": """
        bulletin 2
        slot -1 4 2
        wait 200
        cancel 0
        wait 60
    """,
    "a late cancel, long after one output was done": """
        bulletin 2
        slot -1 4 2
        wait 1740
        cancel 0
        wait 60
    """,
    "a station that boots asks first: withdrawn": """
        bulletin 2
        slot -1 4 10
        wait 60
        kill 0
        kill 1
        withdraw -1
        wait 560
        boot 0
        boot 1
        wait 60
    """,
    "a station that boots asks first: stopped": """
        bulletin 0
        slot -1 4 10
        wait 60
        kill 0
        kill 1
        stop
        wait 560
        boot 0
        boot 1
        wait 60
    """,
    "a station that boots asks first: the emergency is over": """
        alarm 4
        wait 60
        kill 0
        kill 1
        end -1
        wait 600
        boot 0
        boot 1
        wait 60
    """,
    "a PC that was replaced is silent": """
        bulletin 0
        slot -1 0 10 0 1
        wait 60
        replace_pc 0
        wait 900
    """,
    "a new PC does not say again what its place has heard": """
        bulletin 0
        slot -1 4 5
        wait 420
        replace_pc 0
        replace_pc 1
        wait 300
    """,
    "the reserve of a station's disk is for emergencies": """
        fill_to_reserve 0
        fill_to_reserve 1
        alarm 4
        wait 60
        must_sound
    """,
}
"""By what holds."""
