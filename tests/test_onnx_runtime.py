from greenroom.onnx_runtime import open_net
from greenroom.paths import shipped
from greenroom.structure.encoder import files


def test_a_net_runs_on_one_thread_of_the_processor():
    net = open_net(files(shipped("assets") / "structure")[1])
    options = net.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert net.get_providers() == ["CPUExecutionProvider"]
